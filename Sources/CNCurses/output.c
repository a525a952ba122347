// What goes to the terminal, without ever waiting for it. A terminal can stop reading for as long
// as it likes (a window in the background, a connection that is gone); meanwhile keys, signals and
// sizes have to be taken, so what it does not read yet is kept here, and sent when it does.
#define _GNU_SOURCE
#include "cncurses.h"
#include "terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// A way to the terminal of our own: that standard output does not block would be seen by every
// program that has it too, the shell among them.
static int line = -1;
static char *kept;
static size_t sent, length, room;

void cn_output_open(void) {
  line = open("/proc/self/fd/1", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

void cn_output_close(void) {
  cn_output_discard();
  if (line >= 0) close(line);
  line = -1;
}

// Where the terminal can't be opened once more (it may be another user's), it is waited for.
int cn_output_descriptor(void) { return line >= 0 ? line : STDOUT_FILENO; }

bool cn_sending(void) { return sent < length; }

void cn_output_discard(void) { sent = length = 0; }

/// Writes as much as the terminal takes, and says how much that was.
static size_t write_some(const char *bytes, size_t count) {
  size_t done = 0;
  while (done < count) {
    ssize_t written = write(line, bytes + done, count - done);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && errno == EAGAIN) break;
    // The terminal is gone, which the wait for input finds; nobody misses the rest.
    if (written <= 0) return count;
    done += (size_t)written;
  }
  return done;
}

static bool make_room(size_t count) {
  if (length + count <= room) return true;
  size_t larger = 2 * (length + count);
  char *moved = realloc(kept, larger);
  if (!moved) return false;
  kept = moved;
  room = larger;
  return true;
}

void cn_output(const char *bytes, size_t count) {
  if (line < 0) {
    cn_write_all(STDOUT_FILENO, bytes, (long)count);
    return;
  }
  if (!cn_sending()) {
    size_t done = write_some(bytes, count);
    bytes += done;
    count -= done;
    sent = length = 0;
  }
  if (count == 0 || !make_room(count)) return;
  memcpy(kept + length, bytes, count);
  length += count;
}

void cn_output_flush(void) {
  if (cn_sending()) sent += write_some(kept + sent, length - sent);
}

void cn_output_drain(int milliseconds) {
  struct pollfd ready = {.fd = line, .events = POLLOUT};
  while (cn_sending()) {
    int found = poll(&ready, 1, milliseconds);
    if (found < 0 && errno == EINTR) continue;
    if (found <= 0) break;
    cn_output_flush();
  }
}
