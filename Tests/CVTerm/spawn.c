// A program in a pty of its own, as a terminal would start it.
#define _GNU_SOURCE
#include "cvterm.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

/// In the child: between fork and exec only calls that are safe there.
static void become(int line, const char *path, char *const arguments[], char *const environment[]) {
  setsid();
  ioctl(line, TIOCSCTTY, 0);
  for (int descriptor = 0; descriptor < 3; descriptor++) dup2(line, descriptor);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  for (int number = 1; number < 32; number++) signal(number, SIG_DFL);
  execve(path, arguments, environment);
  _exit(127);
}

bool cvterm_spawn(struct cvterm_program *program, const char *path, char *const arguments[],
                  char *const environment[], int rows, int columns) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  if (openpty(&program->terminal, &program->line, NULL, NULL, &size) < 0) return false;
  fcntl(program->terminal, F_SETFD, FD_CLOEXEC);
  fcntl(program->line, F_SETFD, FD_CLOEXEC);
  fcntl(program->terminal, F_SETFL, O_NONBLOCK);
  program->pid = fork();
  if (program->pid == 0) become(program->line, path, arguments, environment);
  if (program->pid < 0) return false;
  program->ended = (int)syscall(SYS_pidfd_open, program->pid, 0);
  return program->ended >= 0;
}

void cvterm_set_size(const struct cvterm_program *program, int rows, int columns) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  ioctl(program->terminal, TIOCSWINSZ, &size);
}

int cvterm_wait(const struct cvterm_program *program, int milliseconds) {
  struct pollfd ready[] = {{.fd = program->terminal, .events = POLLIN},
                           {.fd = program->ended, .events = POLLIN}};
  poll(ready, 2, milliseconds);
  return (ready[0].revents & POLLIN ? 1 : 0) | (ready[1].revents ? 2 : 0);
}

int cvterm_status(const struct cvterm_program *program, bool *stopped) {
  int status = 0;
  *stopped = false;
  if (waitpid(program->pid, &status, WNOHANG | WUNTRACED) != program->pid) return -1;
  *stopped = WIFSTOPPED(status);
  return *stopped ? -1 : status;
}

size_t cvterm_modes(const struct cvterm_program *program, unsigned char *bytes, size_t room) {
  struct termios modes;
  memset(&modes, 0, sizeof modes);
  tcgetattr(program->line, &modes);
  size_t count = sizeof modes < room ? sizeof modes : room;
  memcpy(bytes, &modes, count);
  return count;
}
