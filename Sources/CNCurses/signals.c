// The signals that are about the terminal. A handler only notes the signal and wakes the wait, so
// that none is lost: neither while a frame is painted, nor on a thread that is not the screen's.
// (Blocking them for a signalfd would do so too, but child processes and other threads would have
// to undo it.)
#define _GNU_SOURCE
#include "cncurses.h"
#include "terminal.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>

static const int taken[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT};
enum { TAKEN = sizeof taken / sizeof *taken };
static const uint32_t ending = 1u << SIGTERM | 1u << SIGINT | 1u << SIGQUIT;

// Seconds that the program has to end in order. Whatever it waits for then, a pipe that nobody writes
// to or a disk that is gone, it ends at once; what was not committed is not in the deck.
enum { GRACE = 2 };
static atomic_int asked;

static struct sigaction before[TAKEN];
static atomic_uint noted;
static int waker = -1;

static void on_signal(int number) {
  int error = errno;
  uint32_t bit = 1u << number;
  if (bit & (ending | 1u << SIGHUP)) {
    int none = 0;
    if (atomic_compare_exchange_strong(&asked, &none, number)) alarm(GRACE);
  }
  if (atomic_fetch_or(&noted, bit) & bit & ending) {
    // The first has not been read yet: whatever keeps the program busy, the user wants out.
    cn_restore_now();
    signal(number, SIG_DFL);
    raise(number);
  }
  cn_waker_wake(waker);
  errno = error;
}

static void take(int index) {
  // What was ignored stays ignored: `nohup`, and shells without job control, ask for that.
  bool ignored = !(before[index].sa_flags & SA_SIGINFO) && before[index].sa_handler == SIG_IGN;
  if (ignored && taken[index] != SIGWINCH && taken[index] != SIGCONT) {
    sigaction(taken[index], &before[index], NULL);
    return;
  }
  struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  sigaction(taken[index], &action, NULL);
}

void cn_signals_prepare(void) {
  for (int i = 0; i < TAKEN; i++) sigaction(taken[i], NULL, &before[i]);
}

void cn_signals_take(void) {
  if (waker < 0) waker = cn_waker_open();
  for (int i = 0; i < TAKEN; i++) take(i);
}

void cn_signals_leave(void) {
  for (int i = 0; i < TAKEN; i++) sigaction(taken[i], &before[i], NULL);
}

void cn_signals_stop(void) {
  for (int i = 0; i < TAKEN; i++) {
    if (taken[i] != SIGTSTP) continue;
    sigaction(SIGTSTP, &before[i], NULL);
    // To this thread, so that it does not run on before the program is stopped.
    raise(SIGTSTP);
    take(i);
  }
  atomic_fetch_and(&noted, ~(1u << SIGTSTP | 1u << SIGCONT));
}

int cn_signals_asked(void) { return atomic_load(&asked); }

int cn_signals_waker(void) { return waker; }

uint32_t cn_signals_drain(void) {
  cn_waker_take(waker, 0);
  return atomic_exchange(&noted, 0);
}
