// Frames that reach the terminal in one piece. ncurses writes whenever it has moved the cursor,
// some dozens of times in a frame; a terminal could draw in between, and each write is a way
// through the kernel and wakes the terminal. So while it draws, its descriptor is one that collects
// what it writes.
#define _GNU_SOURCE
#include "cncurses.h"
#include "terminal.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

// Around a frame that comes in more than one piece all the same, where the terminal has said that
// it then draws nothing in between (synchronized output, private mode 2026). What is shorter it
// reads at once.
static const char begin[] = "\033[?2026h", end[] = "\033[?2026l";
enum { MARK = sizeof begin - 1, LONG = 512 };

static FILE *output;
static int collected = -1;
static bool synchronized, shortens;

FILE *cn_frame_open(void) {
  int descriptor = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  output = descriptor < 0 ? NULL : fdopen(descriptor, "w");
  // Without it frames are sent as ncurses writes them.
  if (output) collected = memfd_create("frame", MFD_CLOEXEC);
  return output;
}

void cn_frame_shorten(bool on) {
  shortens = on;
  cn_rendition_forget();
}

void cn_frame_begin(void) {
  if (collected >= 0) dup3(collected, fileno(output), O_CLOEXEC);
}

/// The frame that was collected, or null.
static const char *collected_bytes(long *length) {
  static char *bytes;
  static long room;
  *length = (long)lseek(collected, 0, SEEK_CUR);
  if (*length > room) {
    char *larger = realloc(bytes, (size_t)*length * 2);
    if (!larger) return NULL;
    bytes = larger;
    room = *length * 2;
  }
  if (*length <= 0 || pread(collected, bytes, (size_t)*length, 0) != *length) return NULL;
  return bytes;
}

void cn_frame_end(const char *after, int count) {
  if (collected < 0) {
    if (count > 0) cn_output(after, (size_t)count);
    return;
  }
  dup3(STDOUT_FILENO, fileno(output), O_CLOEXEC);
  long length;
  const char *bytes = collected_bytes(&length);
  if (bytes && shortens) bytes = cn_rendition_shorten(bytes, length, &length);
  if (!bytes) length = 0;
  bool marked = synchronized && length + count > LONG;
  if (marked) cn_output(begin, MARK);
  cn_output(bytes, (size_t)length);
  if (count > 0) cn_output(after, (size_t)count);
  if (marked) cn_output(end, MARK);
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
