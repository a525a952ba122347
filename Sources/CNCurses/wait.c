// The one wait: for the terminal, the waker, signals, and a moment of the wall clock.
#define _GNU_SOURCE
#include "cncurses.h"
#include "terminal.h"

#include <errno.h>
#include <poll.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

/// A timer that is readable at the moment, and also when the clock is set. False where the moment
/// has come already, or the clock was set just now.
static bool arm(int timer, struct timespec moment) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  bool over = now.tv_sec > moment.tv_sec ||
              (now.tv_sec == moment.tv_sec && now.tv_nsec >= moment.tv_nsec);
  if (over) return false;
  struct itimerspec when = {.it_value = moment};
  return timerfd_settime(timer, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &when, NULL) == 0;
}

struct cn_news cn_wait(int waker, int milliseconds, const int64_t *seconds, int64_t nanoseconds) {
  static int timer = -1;
  if (timer < 0) timer = timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK);
  struct cn_news news = {0};
  if (seconds && !arm(timer, (struct timespec){.tv_sec = *seconds, .tv_nsec = nanoseconds})) {
    news.moment = true;
    milliseconds = 0;
  }
  struct pollfd ready[] = {
    {.fd = STDIN_FILENO, .events = POLLIN},
    {.fd = waker, .events = POLLIN},
    {.fd = cn_signals_waker(), .events = POLLIN},
    // A negative descriptor is passed over: without a moment the timer has nothing to say.
    {.fd = seconds && !news.moment ? timer : -1, .events = POLLIN},
    {.fd = cn_sending() ? cn_output_descriptor() : -1, .events = POLLOUT},
  };
  // A signal that interrupts has been noted, so the second look finds it.
  while (poll(ready, 5, milliseconds) < 0 && errno == EINTR) {
  }
  news.input = ready[0].revents != 0;
  if (ready[1].revents) news.woken = cn_waker_take(waker, 0);
  if (ready[2].revents) news.signals = cn_signals_drain();
  if (ready[3].revents) {
    // Fails with ECANCELED where the clock was set; either way it is time to look again.
    uint64_t times;
    ssize_t got = read(timer, &times, sizeof times);
    (void)got;
    news.moment = true;
  }
  if (ready[4].revents) {
    cn_output_flush();
    news.sent = !cn_sending();
  }
  return news;
}

int cn_read(uint8_t *bytes, int count) {
  int total = 0;
  while (total < count) {
    struct pollfd ready = {.fd = STDIN_FILENO, .events = POLLIN};
    if (poll(&ready, 1, 0) <= 0) break;
    ssize_t got = read(STDIN_FILENO, bytes + total, (size_t)(count - total));
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) break;
    // What came before the end is given first; the end is there again next time.
    if (got <= 0) return total > 0 ? total : -1;
    total += (int)got;
  }
  return total;
}

int64_t cn_ticks(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
