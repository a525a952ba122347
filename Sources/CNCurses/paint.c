// Rows of cells into ncurses's picture of the screen, which it compares with the one before.
#define NCURSES_WIDECHAR 1
#include "cncurses.h"
#include "terminal.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>

// MARK: Colors

/// A direct-mapped cache; ncurses finds pairs by itself, but through a tree.
enum { SLOTS = 256 };
static struct { uint32_t ink, paper; int pair; attr_t look; } pairs[SLOTS];
static struct { uint32_t color; int32_t number; } numbers[SLOTS];

static uint32_t slot(uint32_t key) { return key * 2654435761u >> 24; }

static int32_t number_of(uint32_t color, cn_color_number number) {
  if (color == 0) return -1;
  uint32_t at = slot(color);
  if (numbers[at].color != color) {
    numbers[at].number = cn_shade_number(number(color));
    numbers[at].color = color;
  }
  return numbers[at].number;
}

static int pair_of(uint32_t ink, uint32_t paper, cn_color_number number, attr_t *look) {
  uint32_t at = slot(ink ^ paper * 31);
  if (pairs[at].pair == 0 || pairs[at].ink != ink || pairs[at].paper != paper) {
    int32_t front = number_of(ink, number), back = number_of(paper, number);
    // Eight colors and 16 wanted: bold makes text bright, and nothing does so for what is behind.
    pairs[at].look = front >= COLORS && COLORS < 16 ? A_BOLD : A_NORMAL;
    // Gray would be bold black, which on some terminals is black: it becomes faint black or white. And
    // where text is bright white, not all of it is to be bold.
    if (COLORS < 16 && (front == 8 || front == 15)) {
      pairs[at].look = front == 8 ? A_DIM : A_NORMAL;
      front = front == 8 && back % 8 == 7 ? 0 : 7;
    }
    if (COLORS < 16 && front >= COLORS) front %= COLORS;
    if (COLORS < 16 && back >= COLORS) back %= COLORS;
    pairs[at].pair = alloc_pair(front, back);
    pairs[at].ink = ink;
    pairs[at].paper = paper;
  }
  *look = pairs[at].look;
  return pairs[at].pair < 0 ? 0 : pairs[at].pair;
}

static cchar_t pen_of(const struct cn_cell *cell, cn_color_number number) {
  static const attr_t attributes[] = {A_BOLD, A_DIM, A_ITALIC, A_UNDERLINE, A_REVERSE};
  attr_t look = A_NORMAL;
  for (int bit = 0; bit < 5; bit++) {
    if (cell->form >> bit & 1) look |= attributes[bit];
  }
  int pair = 0;
  if ((cell->ink || cell->paper) && COLORS > 0) {
    attr_t added = A_NORMAL;
    pair = pair_of(cell->ink, cell->paper, number, &added);
    look |= added;
  }
  cchar_t pen;
  setcchar(&pen, L" ", look, 0, &pair);
  return pen;
}

// MARK: Rows

void cn_put(int row, int column, const void *cells, int count, cn_color_number number) {
  static cchar_t *line;
  static int room;
  if (room < COLS) {
    cchar_t *longer = realloc(line, (size_t)COLS * sizeof *line);
    if (!longer) return;
    line = longer;
    room = COLS;
  }
  const struct cn_cell *cell = cells, *styled = NULL;
  const struct cn_cell *end = cell + (count < COLS - column ? count : COLS - column);
  cchar_t pen = {0};
  int length = 0, reached = column;
  for (; cell < end; cell++) {
    int width = (int)(cell->form >> 8 & 0xff);
    if (width == 0) continue;
    if (!styled || styled->ink != cell->ink || styled->paper != cell->paper ||
        (styled->form ^ cell->form) & 0xff) {
      pen = pen_of(cell, number);
      styled = cell;
    }
    cchar_t *out = &line[length++];
    *out = pen;
    reached += width;
    // The second half would be in the next row: it stays the blank that a pen is.
    if (reached > COLS) break;
    for (int i = 0; i < 5 && cell->scalars[i]; i++) out->chars[i] = (wchar_t)cell->scalars[i];
  }
  if (length > 0) mvadd_wchnstr(row, column, line, length);
}

void cn_blank_around(int columns, int rows) {
  for (int row = 0; columns < COLS && row < rows; row++) {
    move(row, columns);
    clrtoeol();
  }
  if (rows >= LINES) return;
  move(rows, 0);
  clrtobot();
}

bool cn_renew_colors(void) {
  if (!cn_shades_are_many()) return false;
  cn_shades_use(true);
  cn_paint_reset();
  cn_forget();
  return true;
}

void cn_forget(void) {
  cn_rendition_forget();
  clearok(curscr, TRUE);
}

void cn_refresh(int cursor_column, int cursor_row, bool may_scroll, const char *after, int count) {
  bool shown = cursor_row >= 0 && cursor_row < LINES && cursor_column >= 0 && cursor_column < COLS;
  // Where the cursor is hidden, moving it to its place would be bytes for nothing.
  leaveok(stdscr, !shown);
  idlok(stdscr, may_scroll);
  cn_frame_begin();
  curs_set(shown);
  if (shown) move(cursor_row, cursor_column);
  refresh();
  cn_frame_end(after, count);
  cn_frame_sent();
  // With few pairs ncurses gives an old one a new meaning, so none is remembered for long.
  if (COLOR_PAIRS < 4096) memset(pairs, 0, sizeof pairs);
}

void cn_ring(void) {
  const char *bell = cn_capability("bel");
  if (bell) cn_send(bell, (int)strlen(bell));
}

void cn_paint_reset(void) {
  memset(numbers, 0, sizeof numbers);
  memset(pairs, 0, sizeof pairs);
}
