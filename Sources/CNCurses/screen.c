// Taking the terminal, and giving it back.
#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "cncurses.h"
#include "terminal.h"

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

// More columns or rows than any terminal has; what a broken one reports is cut to these.
enum { MOST_COLUMNS = 2000, MOST_ROWS = 1000 };

// How long a terminal may read nothing before it is left as it is, in milliseconds.
enum { PATIENCE = 1000 };

// Buttons and the wheel (1000), in numbers that have no end at column 223 (1006).
static const char mouse_on[] = "\033[?1000h\033[?1006h";
static const char mouse_off[] = "\033[?1006l\033[?1000l";

static SCREEN *screen;
static FILE *output;
static char modes_on[1024], modes_off[256];
static bool modes_sent, mouse_known, mouse_taken;
/// It has 24-bit colors that its description lacks.
static bool shades;
/// terminfo has the terminal, and none that stands for it.
static bool described;

// MARK: Locale

static bool says_utf8(const char *locale) {
  return strcasestr(locale, "utf-8") != NULL || strcasestr(locale, "utf8") != NULL;
}

/// Sets the locale of characters, and only that: numbers and dates in files don't follow it.
static bool choose_locale(void) {
  const char *name = getenv("LC_ALL");
  if (!name || !*name) name = getenv("LC_CTYPE");
  if (!name || !*name) name = getenv("LANG");
  if (setlocale(LC_CTYPE, "") && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return true;
  // Nobody asked for anything, or for a UTF-8 locale that this machine happens not to have.
  bool open = !name || !*name || strcmp(name, "C") == 0 || strcmp(name, "POSIX") == 0;
  return (open || says_utf8(name)) && setlocale(LC_CTYPE, "C.UTF-8") != NULL;
}

// MARK: Which terminal

static bool try_terminal(const char *term) {
  if (!screen) screen = newterm(term, output, stdin);
  return screen != NULL;
}

/// The terminal says that it has 24-bit colors.
static bool claims_direct(const struct cn_options *options) {
  const char *claim = getenv("COLORTERM");
  return options->color && options->xterm && claim &&
         (strcmp(claim, "truecolor") == 0 || strcmp(claim, "24bit") == 0);
}

static enum cn_opening choose_terminal(const struct cn_options *options) {
  const char *term = getenv("TERM");
  if (!term || !*term || strcmp(term, "dumb") == 0 || strcmp(term, "unknown") == 0) return CN_DUMB;
  // Only the terminal itself knows its size; LINES and COLUMNS are a shell's memory of it. And a
  // size that no terminal has would leave ncurses without memory.
  struct winsize size = {0};
  ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
  use_env(FALSE);
  use_tioctl(size.ws_col <= MOST_COLUMNS && size.ws_row <= MOST_ROWS);
  // Its plain description has eight colors.
  if (strcmp(term, "xterm") == 0 && claims_direct(options)) term = "xterm-256color";
  described = try_terminal(term);
  bool opened = described || try_terminal("xterm-256color") || try_terminal("xterm") ||
                try_terminal("vt100");
  if (!opened) return CN_UNKNOWN;
  if (cn_capability("cup")) return CN_OPENED;
  endwin();
  delscreen(screen);
  screen = NULL;
  return CN_DUMB;
}

// MARK: Capabilities

const char *cn_capability(const char *name) {
  const char *text = tigetstr(name);
  return text && text != (char *)-1 ? text : NULL;
}

/// Adds to a text what fits, without terminfo's notes on how long to wait (`$<5>`): they are for
/// terminals on a serial line.
static void add(char *text, size_t room, const char *more) {
  size_t length = strlen(text);
  for (; more && *more && length + 1 < room; more++) {
    const char *end = more[0] == '$' && more[1] == '<' ? strchr(more, '>') : NULL;
    if (end) {
      more = end;
    } else {
      text[length++] = *more;
    }
  }
  text[length] = 0;
}

/// Puts together what gives the terminal back where ncurses can't.
static void compose_restoring(void) {
  char restoring[1024] = "";
  add(restoring, sizeof restoring, modes_off);
  const char *leave = cn_capability("rmcup");
  add(restoring, sizeof restoring, leave ? leave : "\r\n");
  // Last: some terminals keep with the cursor's place whether it is seen, and leaving brings both
  // back.
  add(restoring, sizeof restoring, cn_capability("cnorm"));
  cn_restore_set(restoring);
}

/// Puts together what is sent to set the terminal up besides ncurses's own, and to undo it. What
/// stands in for a description that is missing serves to draw, and tells nothing more.
static void compose_modes(bool xterm, const char *title) {
  const char *enter = xterm || described ? cn_capability("smcup") : NULL;
  modes_on[0] = modes_off[0] = 0;
  mouse_known = xterm || (described && cn_capability("kmous"));
  add(modes_on, sizeof modes_on, cn_capability("smkx"));
  if (mouse_known) add(modes_off, sizeof modes_off, mouse_off);
  // Bracketed paste and reports of focus; each by itself, since some terminals take only the first
  // of several in one sequence.
  if (xterm || (described && cn_capability("BE"))) {
    add(modes_on, sizeof modes_on, "\033[?2004h\033[?1004h");
    add(modes_off, sizeof modes_off, "\033[?1004l\033[?2004l");
  }
  add(modes_off, sizeof modes_off, cn_capability("rmkx"));
  // A frame leaves the terminal with the colors of its end.
  add(modes_off, sizeof modes_off, cn_capability("sgr0"));
  add(modes_off, sizeof modes_off, cn_capability("op"));
  // A title only where the terminal saves the old one together with the screen.
  if (title && enter && strstr(enter, "22;0;0t")) {
    add(modes_on, sizeof modes_on, "\033]2;");
    add(modes_on, sizeof modes_on - 2, title);
    add(modes_on, sizeof modes_on, "\033\\");
  }
  compose_restoring();
}

// MARK: Opening and closing

static void set_up(const struct cn_options *options) {
  cn_signals_take();
  cn_paint_reset();
  raw();
  noecho();
  nonl();
  // ncurses would leave a frame half sent when a key comes; the loop takes all keys beforehand.
  typeahead(-1);
  if (options->color && has_colors()) {
    start_color();
    use_default_colors();
  }
  const char *ink = cn_capability("setaf");
  bool is_ecma = ink && ink[0] == '\033' && ink[1] == '[';
  bool shortens = options->color && has_colors() && is_ecma;
  cn_frame_shorten(shortens);
  shades = shortens && COLORS == 256 && claims_direct(options);
  cn_shades_use(shades);
  compose_modes(options->xterm, options->title);
  int columns, rows;
  cn_size(&columns, &rows);
  if (columns != COLS || rows != LINES) resize_term(rows, columns);
}

enum cn_opening cn_open(const struct cn_options *options, struct cn_terminal *terminal) {
  if (screen) return CN_TAKEN;
  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) return CN_NO_TERMINAL;
  fflush(stdout);
  cn_restore_prepare();
  cn_signals_prepare();
  terminal->unicode = choose_locale();
  output = cn_frame_open();
  if (!output) return CN_NO_TERMINAL;
  enum cn_opening opening = choose_terminal(options);
  if (opening != CN_OPENED) {
    cn_frame_close();
    cn_signals_leave();
    return opening;
  }
  cn_output_open();
  set_up(options);
  cn_restore_arm();
  cn_hold_errors();
  terminal->colors = options->color && has_colors() ? COLORS : 0;
  terminal->direct = shades || (terminal->colors >= 1 << 24 && tigetflag("RGB") > 0);
  return CN_OPENED;
}

/// Ends the screen. Of a terminal that does not read only the modes are set as they were: ncurses
/// would wait for it.
static void leave(void) {
  // The rest of a frame: nobody will see it.
  cn_output_discard();
  if (modes_sent) cn_send(modes_off, (int)strlen(modes_off));
  cn_output_drain(PATIENCE);
  if (!cn_sending()) {
    endwin();
    // Again, as in `compose_restoring`, whose reason it has too.
    const char *visible = cn_capability("cnorm");
    if (visible) cn_send(visible, (int)strlen(visible));
    cn_output_drain(PATIENCE);
  }
  cn_output_discard();
  cn_restore_disarm();
  cn_release_errors();
}

void cn_close(void) {
  if (!screen) return;
  leave();
  cn_signals_leave();
  delscreen(screen);
  cn_frame_close();
  cn_output_close();
  screen = NULL;
  modes_sent = mouse_taken = false;
}

void cn_suspend(void) {
  leave();
  cn_signals_stop();
  cn_restore_prepare();
  cn_restore_arm();
  cn_hold_errors();
  cn_resume();
}

void cn_resume(void) {
  reset_prog_mode();
  modes_sent = false;
  cn_forget();
}

// MARK: Between frames

void cn_send(const char *bytes, int count) { cn_output(bytes, (size_t)count); }

void cn_add_modes(const char *on, const char *off) {
  add(modes_on, sizeof modes_on, on);
  add(modes_off, sizeof modes_off, off);
  compose_restoring();
  if (modes_sent) cn_send(on, (int)strlen(on));
}

void cn_mouse(bool on) {
  if (!mouse_known) return;
  mouse_taken = on;
  const char *bytes = on ? mouse_on : mouse_off;
  if (modes_sent) cn_send(bytes, (int)strlen(bytes));
}

void cn_frame_sent(void) {
  if (modes_sent) return;
  modes_sent = true;
  cn_send(modes_on, (int)strlen(modes_on));
  if (mouse_taken) cn_mouse(true);
}

void cn_size(int *columns, int *rows) {
  struct winsize size = {0};
  ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
  // A terminal that does not know its size is as large as terminfo says.
  *columns = size.ws_col > 0 ? size.ws_col : COLS;
  *rows = size.ws_row > 0 ? size.ws_row : LINES;
  if (*columns > MOST_COLUMNS) *columns = MOST_COLUMNS;
  if (*rows > MOST_ROWS) *rows = MOST_ROWS;
}

void cn_resize(int columns, int rows) {
  // Not resizeterm, which puts a key for it into a queue that nobody reads.
  resize_term(rows, columns);
  // Terminals move lines about when they change size.
  cn_forget();
}
