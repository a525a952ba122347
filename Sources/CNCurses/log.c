// The log: what was printed while the screen was open, and what ended the program, for those who
// look for it afterward. Written by nothing but calls that a signal's handler may make.
#define _GNU_SOURCE
#include "cncurses.h"
#include "terminal.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

// A log that is longer is put aside, and the one that was aside goes.
enum { LONGEST = 1 << 20 };

static char path[1024], aside[1024 + 4], program[64];

void cn_log_set(const char *name, const char *file) {
  program[0] = path[0] = 0;
  if (strlen(file) >= sizeof path || strlen(name) >= sizeof program) return;
  strcpy(program, name);
  strcpy(path, file);
  strcpy(aside, file);
  strcat(aside, ".old");
}

// MARK: Text without the C library's printing

static char *append(char *end, const char *text) {
  size_t length = strlen(text);
  memcpy(end, text, length);
  return end + length;
}

static char *append_number(char *end, long number, int digits) {
  for (int place = digits - 1; place >= 0; place--, number /= 10) end[place] = '0' + number % 10;
  return end + digits;
}

/// The moment in ISO 8601, in UTC. The calendar is Howard Hinnant's "civil from days": the C
/// library's own may wait for a lock that the crashed thread has.
static char *append_moment(char *end) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  long seconds = now.tv_sec % 86400, days = now.tv_sec / 86400 + 719468;
  long era = days / 146097, of_era = days % 146097;
  long year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  long of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  long shifted = (5 * of_year + 2) / 153;
  long month = shifted < 10 ? shifted + 3 : shifted - 9;
  end = append_number(end, year_of_era + era * 400 + (month <= 2), 4);
  end = append_number(append(end, "-"), month, 2);
  end = append_number(append(end, "-"), of_year - (153 * shifted + 2) / 5 + 1, 2);
  end = append_number(append(end, "T"), seconds / 3600, 2);
  end = append_number(append(end, ":"), seconds / 60 % 60, 2);
  end = append_number(append(end, ":"), seconds % 60, 2);
  return append(end, "Z");
}

// MARK: The file

static void make_folders(void) {
  char folder[sizeof path];
  strcpy(folder, path);
  for (char *slash = folder + 1; (slash = strchr(slash, '/')); slash++) {
    *slash = 0;
    mkdir(folder, 0700);
    *slash = '/';
  }
}

int cn_log_open(void) {
  if (!path[0]) return -1;
  make_folders();
  struct stat status;
  if (stat(path, &status) == 0 && status.st_size > LONGEST) rename(path, aside);
  // Neither through a link that somebody laid there, nor into a pipe that nobody reads.
  int flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;
  int log = open(path, flags, 0600);
  if (log < 0) return -1;
  char head[128], *end = append(append_moment(head), " ");
  end = append(append(end, program), "\n");
  cn_write_all(log, head, end - head);
  return log;
}

// MARK: Crashes

static const char *name_of(int number) {
  switch (number) {
    case SIGSEGV: return "SIGSEGV";
    case SIGBUS: return "SIGBUS";
    case SIGILL: return "SIGILL";
    case SIGTRAP: return "SIGTRAP";
    case SIGFPE: return "SIGFPE";
    case SIGABRT: return "SIGABRT";
    default: return "a signal";
  }
}

void cn_log_crash(int number) {
  char text[sizeof path + sizeof program + 128];
  char *end = append(text, program[0] ? program : "The program");
  end = append(append(end, " was ended by a fault of its own, "), name_of(number));
  end = append(end, ".");
  if (path[0]) end = append(append(append(end, " This is kept in "), path), ".");
  end = append(end, "\n");
  cn_write_all(STDERR_FILENO, text, end - text);
  // Held back, it comes into the log together with the rest.
  if (cn_holds_errors()) return;
  int log = cn_log_open();
  if (log < 0) return;
  cn_write_all(log, text, end - text);
  close(log);
}
