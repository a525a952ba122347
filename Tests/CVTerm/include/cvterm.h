// A terminal to test with: libvterm behind plain C types, and programs started in a pty.
#ifndef CVTERM_H
#define CVTERM_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

// MARK: The terminal's picture (cvterm.c)

/// A terminal that understands what a program sends, and can be asked what is on its screen.
typedef struct cvterm cvterm;

/// One cell of it.
struct cvterm_cell {
  uint32_t scalars[6];  ///< The base and its marks; 0 where there are fewer.
  int width;            ///< 1 or 2; 0 for the second half of a wide character.
  uint32_t ink;         ///< High byte 0: default; 1: a palette entry; 2: 0xrrggbb.
  uint32_t paper;       ///< As `ink`.
  bool bold, italic, underline, reverse;
};

/// What the terminal is in, besides its picture.
struct cvterm_state {
  int row, column;       ///< Where the cursor is.
  bool cursor_visible;   ///< Whether it is shown.
  bool alternate;        ///< Whether the program has the other screen.
  int mouse;             ///< Which reports of the mouse it wants: 0 is none.
  int bells;             ///< How often it rang.
  char title[128];       ///< What it calls the window.
};

cvterm *cvterm_create(int rows, int columns);
void cvterm_destroy(cvterm *terminal);
void cvterm_feed(cvterm *terminal, const char *bytes, size_t count);
void cvterm_resize(cvterm *terminal, int rows, int columns);
struct cvterm_cell cvterm_read(cvterm *terminal, int row, int column);
struct cvterm_state cvterm_state(cvterm *terminal);

/// Takes what the terminal answers to questions in what it was fed.
size_t cvterm_answers(cvterm *terminal, char *bytes, size_t room);

// MARK: Programs in a pty (spawn.c)

/// A program with a controlling terminal of its own.
struct cvterm_program {
  pid_t pid;
  int ended;     ///< A descriptor that becomes readable when the program has ended.
  int terminal;  ///< The end that a terminal has: reads its output, writes its keys.
  int line;      ///< The end that the program has, kept open so that it outlives the program.
};

/// Starts a program in a new session whose terminal has this size. False, with errno, on failure.
bool cvterm_spawn(struct cvterm_program *program, const char *path, char *const arguments[],
                  char *const environment[], int rows, int columns);

/// Gives the terminal another size, and so sends SIGWINCH.
void cvterm_set_size(const struct cvterm_program *program, int rows, int columns);

/// Waits for output or the end, at most so many milliseconds: bit 0 output, bit 1 the end.
int cvterm_wait(const struct cvterm_program *program, int milliseconds);

/// The status after the end, as waitpid gives it; -1 before. `stopped` sees a stop instead.
int cvterm_status(const struct cvterm_program *program, bool *stopped);

/// The modes of the terminal, as bytes that can be compared. Gives how many there are.
size_t cvterm_modes(const struct cvterm_program *program, unsigned char *bytes, size_t room);

#endif
