// Questions to the terminal where there is no screen, for a command that tells what it is.
#define _GNU_SOURCE
#include "cncurses.h"
#include "terminal.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/// Whether the last bytes are the answer that every terminal gives: `ESC [ ? numbers c` (DA1).
static bool has_last(const uint8_t *bytes, int count) {
  int place = count - 1;
  if (place < 3 || bytes[place--] != 'c') return false;
  while (place > 2 && ((bytes[place] >= '0' && bytes[place] <= '9') || bytes[place] == ';')) place--;
  return bytes[place] == '?' && bytes[place - 1] == '[' && bytes[place - 2] == 27;
}

static int read_answers(uint8_t *bytes, int count, int milliseconds) {
  int total = 0;
  struct pollfd ready = {.fd = STDIN_FILENO, .events = POLLIN};
  int64_t limit = cn_ticks() + milliseconds;
  while (total < count && !has_last(bytes, total)) {
    int64_t left = limit - cn_ticks();
    if (left <= 0 || poll(&ready, 1, (int)left) <= 0) break;
    ssize_t got = read(STDIN_FILENO, bytes + total, (size_t)(count - total));
    if (got <= 0) break;
    total += (int)got;
  }
  return total;
}

int cn_ask(const char *questions, uint8_t *bytes, int count, int milliseconds) {
  struct termios before;
  bool asked = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) &&
               // In the background it would be stopped.
               tcgetpgrp(STDIN_FILENO) == getpgrp() && tcgetattr(STDIN_FILENO, &before) == 0;
  if (!asked) return 0;
  // Nothing may end the program while the terminal shows no keys.
  sigset_t ending, signals;
  sigfillset(&ending);
  pthread_sigmask(SIG_BLOCK, &ending, &signals);
  struct termios quiet = before;
  quiet.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG);
  quiet.c_cc[VMIN] = 1;
  quiet.c_cc[VTIME] = 0;
  tcsetattr(STDIN_FILENO, TCSANOW, &quiet);
  cn_write_all(STDOUT_FILENO, questions, (long)strlen(questions));
  int total = read_answers(bytes, count, milliseconds);
  tcsetattr(STDIN_FILENO, TCSANOW, &before);
  pthread_sigmask(SIG_SETMASK, &signals, NULL);
  return total;
}
