// How another thread ends the wait for input: an eventfd, which counts wake-ups that nobody has
// seen yet, so that none can fall between a look and the wait.
#include "cncurses.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

int cn_waker_open(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

void cn_waker_wake(int waker) {
  uint64_t one = 1;
  // It can only fail where 2^64 - 2 wake-ups are waiting: then it is readable already.
  ssize_t written = write(waker, &one, sizeof one);
  (void)written;
}

bool cn_waker_take(int waker, int milliseconds) {
  struct pollfd ready = {.fd = waker, .events = POLLIN};
  poll(&ready, 1, milliseconds);
  uint64_t count;
  return read(waker, &count, sizeof count) == sizeof count;
}

void cn_waker_close(int waker) { close(waker); }
