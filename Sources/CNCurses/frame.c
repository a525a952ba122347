// Frames that reach the terminal in one piece. ncurses writes whenever it has moved the cursor,
// some dozens of times in a frame; a terminal could draw in between, and each write is a way
// through the kernel and wakes the terminal. So while it draws, its descriptor is one that collects
// what it writes.
#define _GNU_SOURCE
#include "cncurses.h"
#include "terminal.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

// Around a frame that comes in more than one piece all the same, where the terminal has said that
// it then draws nothing in between (synchronized output, private mode 2026). What is shorter it
// reads at once.
static const char begin[] = "\033[?2026h", end[] = "\033[?2026l";
enum { MARK = sizeof begin - 1, LONG = 512 };

static FILE *output;
static int collected = -1;
static bool synchronized;

FILE *cn_frame_open(void) {
  int descriptor = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  output = descriptor < 0 ? NULL : fdopen(descriptor, "w");
  // Without it frames are sent as ncurses writes them.
  if (output) collected = memfd_create("frame", MFD_CLOEXEC);
  return output;
}

void cn_frame_begin(void) {
  if (collected >= 0) dup3(collected, fileno(output), O_CLOEXEC);
}

void cn_frame_add(const char *bytes, int count) {
  cn_write_all(fileno(output), bytes, count);
}

void cn_frame_end(void) {
  if (collected < 0) return;
  dup3(STDOUT_FILENO, fileno(output), O_CLOEXEC);
  static char bytes[1 << 15];
  off_t length = lseek(collected, 0, SEEK_CUR);
  lseek(collected, 0, SEEK_SET);
  bool marked = synchronized && length > LONG;
  size_t filled = 0;
  if (marked) filled = (size_t)(stpcpy(bytes, begin) - bytes);
  while (length > 0) {
    size_t room = sizeof bytes - filled - MARK;
    ssize_t count = read(collected, bytes + filled, length < (off_t)room ? (size_t)length : room);
    if (count <= 0) break;
    length -= count;
    filled += (size_t)count;
    if (marked && length == 0) filled += (size_t)(stpcpy(bytes + filled, end) - bytes - filled);
    cn_output(bytes, filled);
    filled = 0;
  }
  lseek(collected, 0, SEEK_SET);
}

void cn_synchronize(void) {
  if (synchronized) return;
  synchronized = true;
  // Only its end: what begins it stands before each frame.
  cn_add_modes("", end);
}

void cn_frame_close(void) {
  if (output) fclose(output);
  if (collected >= 0) close(collected);
  output = NULL;
  collected = -1;
  synchronized = false;
}
