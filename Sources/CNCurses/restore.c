// How the terminal is given back when there is no time for ncurses: in a crash, at an exit from
// deep inside, at a second SIGTERM. Everything here that a handler calls is async-signal-safe.
#define _GNU_SOURCE
#include "terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT};
enum { CRASHES = sizeof crashes / sizeof *crashes, STACK = 64 * 1024 };

// Signals that end a program that does nothing about them, and that nobody sends to the dashboard for
// a reason of its own.
static const int ends[] = {SIGUSR1, SIGUSR2, SIGALRM, SIGPIPE, SIGXCPU, SIGIO, SIGPROF,
                           SIGVTALRM, SIGPWR,  SIGSTKFLT, SIGSYS};
enum { ENDS = sizeof ends / sizeof *ends };
static struct sigaction end_before[ENDS];
/// The backtracer of the Swift runtime was asked for. It is there on machines with a toolchain, stops
/// the program at a prompt, and prints what the program knew.
static bool traces;

static struct termios modes_before;
static struct sigaction crash_before[CRASHES];
static stack_t stack_before;
static char restoring[1024];
static atomic_bool armed;
static int errors = -1;  // where standard error went
static int held = -1;    // what was printed on it meanwhile

void cn_write_all(int descriptor, const char *bytes, long count) {
  while (count > 0) {
    ssize_t written = write(descriptor, bytes, (size_t)count);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && errno == EAGAIN) {
      // Somebody else, who has the terminal too, made it non-blocking.
      struct pollfd ready = {.fd = descriptor, .events = POLLOUT};
      poll(&ready, 1, 1000);
      if (ready.revents & POLLOUT) continue;
    }
    if (written <= 0) return;
    bytes += written;
    count -= written;
  }
}

void cn_restore_prepare(void) { tcgetattr(STDIN_FILENO, &modes_before); }

void cn_restore_set(const char *bytes) { strncpy(restoring, bytes, sizeof restoring - 1); }

void cn_hold_errors(void) {
  if (!isatty(STDERR_FILENO)) return;
  held = memfd_create("standard error", MFD_CLOEXEC);
  errors = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (held >= 0 && errors >= 0 && dup2(held, STDERR_FILENO) >= 0) return;
  // No descriptors left: better a message over the screen than none.
  if (held >= 0) close(held);
  if (errors >= 0) close(errors);
  held = errors = -1;
}

bool cn_holds_errors(void) { return errors >= 0; }

void cn_release_errors(void) {
  if (errors < 0) return;
  dup2(errors, STDERR_FILENO);
  int log = lseek(held, 0, SEEK_END) > 0 ? cn_log_open() : -1;
  char piece[4096];
  ssize_t count;
  lseek(held, 0, SEEK_SET);
  while ((count = read(held, piece, sizeof piece)) > 0) {
    if (log >= 0) cn_write_all(log, piece, count);
    // The terminal may have stopped reading, and the program has to end all the same.
    struct pollfd ready = {.fd = STDERR_FILENO, .events = POLLOUT};
    if (poll(&ready, 1, 200) > 0) cn_write_all(STDERR_FILENO, piece, count);
  }
  if (log >= 0) close(log);
  close(held);
  close(errors);
  held = errors = -1;
}

void cn_restore_now(void) {
  if (!atomic_exchange(&armed, false)) return;
  // A program in the background is stopped when it sets modes, unless this signal is blocked.
  sigset_t background, before;
  sigemptyset(&background);
  sigaddset(&background, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &background, &before);
  // A terminal that takes no bytes any more must not keep the program from ending.
  int output = cn_output_descriptor();
  struct pollfd ready = {.fd = output, .events = POLLOUT};
  if (poll(&ready, 1, 200) > 0) cn_write_all(output, restoring, (long)strlen(restoring));
  tcsetattr(STDIN_FILENO, TCSANOW, &modes_before);
  cn_release_errors();
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

// The handler that was there before (Swift's backtracer), or none.
static void call(const struct sigaction *before, int number, siginfo_t *cause, void *place) {
  if (!traces) return;
  if (before->sa_flags & SA_SIGINFO) {
    before->sa_sigaction(number, cause, place);
  } else if (before->sa_handler != SIG_DFL && before->sa_handler != SIG_IGN) {
    before->sa_handler(number);
  }
}

static void on_crash(int number, siginfo_t *cause, void *place) {
  int error = errno;
  if (atomic_load(&armed)) cn_log_crash(number);
  cn_restore_now();
  int i = 0;
  while (crashes[i] != number) i++;
  // A fault repeats when this returns, and the handler that was there before gets it as it was. What
  // was sent does not, and a trap instruction is passed over on some processors: that handler is
  // called here, and then the signal ends the program, as it would have without a handler.
  if (cause->si_code <= 0 || number == SIGTRAP || number == SIGABRT) {
    call(&crash_before[i], number, cause, place);
    signal(number, SIG_DFL);
    raise(number);
  } else if (traces) {
    sigaction(number, &crash_before[i], NULL);
  } else {
    signal(number, SIG_DFL);
  }
  errno = error;
}

static void on_end(int number) {
  cn_restore_now();
  // The time to end in order is over: the signal that asked for the end is the one to name.
  if (number == SIGALRM && cn_signals_asked()) number = cn_signals_asked();
  signal(number, SIG_DFL);
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, number);
  pthread_sigmask(SIG_UNBLOCK, &only, NULL);
  raise(number);
}

void cn_restore_arm(void) {
  static bool at_exit;
  if (!at_exit) at_exit = atexit(cn_restore_now) == 0;
  if (atomic_exchange(&armed, true)) return;
  // An overflown stack has no room for a handler. The backtracer may have set one already.
  static char stack[STACK];
  sigaltstack(NULL, &stack_before);
  if (stack_before.ss_flags & SS_DISABLE) {
    sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = sizeof stack}, NULL);
  }
  struct sigaction action = {.sa_sigaction = on_crash, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigemptyset(&action.sa_mask);
  traces = getenv("SWIFT_BACKTRACE") != NULL;
  for (int i = 0; i < CRASHES; i++) sigaction(crashes[i], &action, &crash_before[i]);
  struct sigaction end = {.sa_handler = on_end};
  sigemptyset(&end.sa_mask);
  for (int i = 0; i < ENDS; i++) {
    sigaction(ends[i], NULL, &end_before[i]);
    bool ignored =
        !(end_before[i].sa_flags & SA_SIGINFO) && end_before[i].sa_handler == SIG_IGN;
    // What was ignored stays ignored, but for the alarm, which is the program's own.
    if (!ignored || ends[i] == SIGALRM) sigaction(ends[i], &end, NULL);
  }
}

void cn_restore_disarm(void) {
  if (!atomic_exchange(&armed, false)) return;
  // Not once the terminal has read everything: it may never.
  tcsetattr(STDIN_FILENO, TCSANOW, &modes_before);
  for (int i = 0; i < CRASHES; i++) sigaction(crashes[i], &crash_before[i], NULL);
  for (int i = 0; i < ENDS; i++) {
    // The time to end in order goes on without a screen.
    if (ends[i] != SIGALRM) sigaction(ends[i], &end_before[i], NULL);
  }
  if (stack_before.ss_flags & SS_DISABLE) sigaltstack(&stack_before, NULL);
}
