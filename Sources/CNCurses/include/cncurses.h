// The few calls that offerdeck makes to ncurses and to the terminal, behind plain C types: no
// curses header is seen through this one, because its macros and globals do not import to Swift.
//
// There is one screen in a program, so none of these takes it. All are called from one thread, but
// for `cn_width` and `cn_waker_wake`.
#ifndef CNCURSES_H
#define CNCURSES_H

#include <stdbool.h>
#include <stdint.h>

// MARK: Widths (width.c)

/// How many columns the C library, and so ncurses, gives to one Unicode scalar in a UTF-8 locale,
/// whatever the locale of the program: 0, 1 or 2; -1 for what is not printable; -2 where this
/// system has no UTF-8 locale to ask.
int cn_width(uint32_t scalar);

// MARK: Wake-ups (waker.c)

/// A descriptor that becomes readable when it is woken; -1 where there are no more descriptors.
int cn_waker_open(void);

/// Makes it readable. From any thread, and from a signal's handler.
void cn_waker_wake(int waker);

/// Waits up to so many milliseconds for a wake-up and takes all that have come; false for none.
bool cn_waker_take(int waker, int milliseconds);

/// Gives the descriptor back.
void cn_waker_close(int waker);

// MARK: Opening and closing (screen.c)

/// How `cn_open` ended.
enum cn_opening {
  CN_OPENED,       ///< There is a screen.
  CN_NO_TERMINAL,  ///< Standard input or output is no terminal.
  CN_DUMB,         ///< TERM is missing, or a terminal that cannot place a cursor.
  CN_UNKNOWN,      ///< terminfo has neither this terminal nor one that could stand for it.
  CN_TAKEN,        ///< There is a screen already.
};

/// What the terminal can do.
struct cn_terminal {
  int colors;   ///< How many it has: 0, 8, 16, 256 …
  bool direct;   ///< Whether colors are given as 0xrrggbb.
  bool unicode;  ///< Whether its locale is UTF-8.
};

/// What the caller decides about the terminal.
struct cn_options {
  bool color;        ///< Colors may be used.
  bool xterm;         ///< It understands what xterm does: modes and colors that terminfo lacks.
  const char *title;  ///< What the window is called meanwhile; may be null.
};

/// Takes the terminal.
enum cn_opening cn_open(const struct cn_options *options, struct cn_terminal *terminal);

/// Gives the terminal back. Harmless where there is no screen.
void cn_close(void);

/// Gives the terminal back, stops the program, and takes the terminal again when it is continued.
void cn_suspend(void);

/// Takes the terminal again after the program was stopped and continued by others.
void cn_resume(void);

/// Between frames: gives back the numbers of colors that were in use before, where they are many.
/// Says whether it did: then the next frame is sent as a whole, and has to be put as one.
bool cn_renew_colors(void);

/// The size that the terminal has now.
void cn_size(int *columns, int *rows);

/// Makes the screen so large.
void cn_resize(int columns, int rows);

/// Switches the terminal's reports of the mouse on or off.
void cn_mouse(bool on);

/// What terminfo has under this name, or null.
const char *cn_capability(const char *name);

/// Sends bytes as they are, between frames.
void cn_send(const char *bytes, int count);

/// Adds what is sent to set the terminal up, and to undo it; sent now where that was sent already.
void cn_add_modes(const char *on, const char *off);

// MARK: Asking without a screen (ask.c)

/// Asks the terminal, last what kind it is (DA1), and reads until that is answered or so many
/// milliseconds have passed. Gives how many bytes came; none where there is no terminal.
int cn_ask(const char *questions, uint8_t *bytes, int count, int milliseconds);

// MARK: The log (log.c)

/// Says who writes a log, and where: from now on it is kept there what is printed on standard error
/// while there is a screen, and that the program crashed. Made when there is something to write.
void cn_log_set(const char *name, const char *file);

// MARK: Sending (output.c, frame.c)

/// Whether the terminal has not read yet all that was sent: what is drawn now would only wait.
bool cn_sending(void);

/// The terminal understands where a frame begins and ends, and is told from now on.
void cn_synchronize(void);

// MARK: Drawing (paint.c)

/// One cell, as `Cell` in Terminal lays it out.
struct cn_cell {
  uint32_t scalars[5];  ///< The base and its marks; 0 where there are fewer.
  uint32_t ink;         ///< High byte 0: the terminal's own; 1: a palette entry; 2: 0xrrggbb.
  uint32_t paper;       ///< As `ink`.
  uint32_t form;        ///< First byte: attributes. Second: columns, 0 for a continuation. Then its link.
};

/// Says which number ncurses knows a color by: of a `cn_cell`'s ink or paper, never its 0.
typedef int32_t (*cn_color_number)(uint32_t color);

/// Puts cells into a row from a column on. `cells` are `struct cn_cell`.
void cn_put(int row, int column, const void *cells, int count, cn_color_number number);

/// Blanks what is right of this many columns and below this many rows.
void cn_blank_around(int columns, int rows);

/// Sends what changed. The cursor is hidden where its row is negative. With `may_scroll` it looks
/// for lines that are elsewhere now, and lets the terminal move them. `after` is sent after what
/// changed, as part of the frame, and has to leave cursor and attributes as they were.
void cn_refresh(int cursor_column, int cursor_row, bool may_scroll, const char *after, int count);

/// Makes the next refresh send everything.
void cn_forget(void);

/// Rings the bell.
void cn_ring(void);

// MARK: Waiting (wait.c)

/// Why a wait ended. More than one can be true; none is, where the time was over.
struct cn_news {
  bool input;        ///< `cn_read` will not block.
  bool woken;        ///< The waker was used.
  bool moment;       ///< The moment has come, or the clock was set.
  bool sent;         ///< The terminal has read now what it had not.
  uint32_t signals;  ///< A bit for each signal's number.
};

/// Waits for something to happen, at most so many milliseconds (-1: any time), and until a moment
/// of the wall clock, in seconds and nanoseconds, where there is one.
struct cn_news cn_wait(int waker, int milliseconds, const int64_t *seconds, int64_t nanoseconds);

/// Reads what has been typed, and does not wait for more. -1 where the terminal is gone.
int cn_read(uint8_t *bytes, int count);

/// Milliseconds on a clock that nobody can set.
int64_t cn_ticks(void);

#endif
