// Frames that reach the terminal in one piece. ncurses writes whenever it has moved the cursor,
// some dozens of times in a frame; a terminal could draw in between, and each write is a way
// through the kernel and wakes the terminal. So while it draws, its descriptor is one that collects
// what it writes.
#define _GNU_SOURCE
#include "terminal.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

static FILE *output;
static int collected = -1;

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

void cn_frame_end(void) {
  if (collected < 0) return;
  dup3(STDOUT_FILENO, fileno(output), O_CLOEXEC);
  static char bytes[1 << 15];
  off_t length = lseek(collected, 0, SEEK_CUR);
  lseek(collected, 0, SEEK_SET);
  bool whole = length > 0 && length < (off_t)sizeof bytes;
  if (length > 0 && !whole) cn_pen_lift();
  while (length > 0) {
    ssize_t count = read(collected, bytes, length < (off_t)sizeof bytes ? length : sizeof bytes);
    if (count <= 0) break;
    if (whole) {
      cn_pen_write(bytes, count);
    } else {
      cn_write_all(STDOUT_FILENO, bytes, count);
    }
    length -= count;
  }
  lseek(collected, 0, SEEK_SET);
}

void cn_frame_close(void) {
  if (output) fclose(output);
  if (collected >= 0) close(collected);
  output = NULL;
  collected = -1;
}
