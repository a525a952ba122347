// libvterm's screen, read cell by cell.
#include "cvterm.h"

#include <stdlib.h>
#include <string.h>
#include <vterm.h>

struct cvterm {
  VTerm *vterm;
  VTermScreen *screen;
  struct cvterm_state state;
};

static int on_move(VTermPos to, VTermPos from, int visible, void *user) {
  (void)from;
  (void)visible;
  cvterm *terminal = user;
  terminal->state.row = to.row;
  terminal->state.column = to.col;
  return 1;
}

static int on_property(VTermProp property, VTermValue *value, void *user) {
  struct cvterm_state *state = &((cvterm *)user)->state;
  if (property == VTERM_PROP_ALTSCREEN) state->alternate = value->boolean;
  if (property == VTERM_PROP_CURSORVISIBLE) state->cursor_visible = value->boolean;
  if (property == VTERM_PROP_MOUSE) state->mouse = value->number;
  if (property == VTERM_PROP_TITLE) strncpy(state->title, value->string, sizeof state->title - 1);
  return 1;
}

static int on_bell(void *user) {
  ((cvterm *)user)->state.bells++;
  return 1;
}

cvterm *cvterm_create(int rows, int columns) {
  static const VTermScreenCallbacks callbacks = {
    .movecursor = on_move, .settermprop = on_property, .bell = on_bell};
  cvterm *terminal = calloc(1, sizeof *terminal);
  terminal->vterm = vterm_new(rows, columns);
  vterm_set_utf8(terminal->vterm, 1);
  terminal->screen = vterm_obtain_screen(terminal->vterm);
  vterm_screen_set_callbacks(terminal->screen, &callbacks, terminal);
  vterm_screen_enable_altscreen(terminal->screen, 1);
  vterm_screen_reset(terminal->screen, 1);
  return terminal;
}

void cvterm_destroy(cvterm *terminal) {
  vterm_free(terminal->vterm);
  free(terminal);
}

void cvterm_feed(cvterm *terminal, const char *bytes, size_t count) {
  vterm_input_write(terminal->vterm, bytes, count);
  vterm_screen_flush_damage(terminal->screen);
}

void cvterm_resize(cvterm *terminal, int rows, int columns) {
  vterm_set_size(terminal->vterm, rows, columns);
}

static uint32_t packed(VTermColor color, bool is_default) {
  if (is_default) return 0;
  if (VTERM_COLOR_IS_INDEXED(&color)) return 1u << 24 | color.indexed.idx;
  return 2u << 24 | (uint32_t)color.rgb.red << 16 | (uint32_t)color.rgb.green << 8 |
         color.rgb.blue;
}

struct cvterm_cell cvterm_read(cvterm *terminal, int row, int column) {
  struct cvterm_cell out = {0};
  VTermScreenCell cell;
  VTermPos at = {.row = row, .col = column};
  if (!vterm_screen_get_cell(terminal->screen, at, &cell)) return out;
  // libvterm marks the second half of a wide character with this.
  if (cell.chars[0] == (uint32_t)-1) return out;
  for (int i = 0; i < 6 && i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++) {
    out.scalars[i] = cell.chars[i];
  }
  out.width = cell.width;
  out.ink = packed(cell.fg, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg));
  out.paper = packed(cell.bg, VTERM_COLOR_IS_DEFAULT_BG(&cell.bg));
  out.bold = cell.attrs.bold;
  out.italic = cell.attrs.italic;
  out.underline = cell.attrs.underline != 0;
  out.reverse = cell.attrs.reverse;
  return out;
}

struct cvterm_state cvterm_state(cvterm *terminal) { return terminal->state; }

size_t cvterm_answers(cvterm *terminal, char *bytes, size_t room) {
  return vterm_output_read(terminal->vterm, bytes, room);
}
