// The pen that stays down. ncurses ends each frame with the terminal's own colours, and so begins
// each with those of what it writes: of the 47 bytes of a second of a countdown, 2 were the digit
// and its place. So where all of a small frame is written with one pen, that is not lifted at its
// end, and the next frame that wants the same one says no word of it.
#define _GNU_SOURCE
#include "terminal.h"

#include <string.h>
#include <unistd.h>

enum { MOST = 256 };

/// A frame that is written with one pen: moves, what sets the pen, text and moves, what lifts it.
struct stroke {
  const char *start, *pen, *text, *lift, *end;
};

static char pen[MOST], lift[MOST];
static long pen_length, lift_length;

/// The end of a control sequence (ECMA-48, 5.4) with one of these final bytes; null for anything
/// else.
static const char *past_control(const char *at, const char *end, const char *finals) {
  if (end - at < 3 || at[0] != '\033' || at[1] != '[') return NULL;
  at += 2;
  while (at < end && ((*at >= '0' && *at <= '9') || *at == ';' || *at == ':')) at++;
  return at < end && strchr(finals, *at) ? at + 1 : NULL;
}

/// The end of one movement of the cursor. Nothing that erases is one: it would paint with the pen.
static const char *past_move(const char *at, const char *end) {
  if (at < end && (*at == '\b' || *at == '\r')) return at + 1;
  return past_control(at, end, "ABCDGHd");
}

/// The end of one change of colours, attributes or character set.
static const char *past_style(const char *at, const char *end) {
  if (at < end && *at == '\017') return at + 1;
  if (end - at >= 3 && at[0] == '\033' && at[1] == '(' && at[2] == 'B') return at + 3;
  return past_control(at, end, "m");
}

static const char *past_all(
  const char *(*past)(const char *, const char *), const char *at, const char *end
) {
  for (const char *next = past(at, end); next; next = past(at, end)) at = next;
  return at;
}

static bool is_stroke(struct stroke *stroke) {
  stroke->pen = past_all(past_move, stroke->start, stroke->end);
  stroke->text = past_all(past_style, stroke->pen, stroke->end);
  const char *at = stroke->text;
  while (at < stroke->end) {
    const char *next = past_move(at, stroke->end);
    bool plain = (unsigned char)*at >= 0x20 && *at != 0x7f;
    if (!next && !plain) break;
    at = next ? next : at + 1;
  }
  stroke->lift = at;
  return stroke->text > stroke->pen && stroke->lift > stroke->text && stroke->end > at &&
         past_all(past_style, at, stroke->end) == stroke->end;
}

void cn_pen_lift(void) {
  cn_write_all(STDOUT_FILENO, lift, lift_length);
  pen_length = lift_length = 0;
}

void cn_pen_write(const char *bytes, long count) {
  struct stroke stroke = {.start = bytes, .end = bytes + count};
  if (count > MOST || !is_stroke(&stroke)) {
    cn_pen_lift();
    cn_write_all(STDOUT_FILENO, bytes, count);
    return;
  }
  long length = stroke.text - stroke.pen, moves = stroke.pen - stroke.start;
  long text = stroke.lift - stroke.text;
  if (length != pen_length || memcmp(pen, stroke.pen, (size_t)length) != 0) {
    cn_pen_lift();
    memcpy(pen, stroke.pen, (size_t)length);
    pen_length = length;
    cn_write_all(STDOUT_FILENO, stroke.start, moves + length + text);
  } else {
    char frame[MOST];
    memcpy(frame, stroke.start, (size_t)moves);
    memcpy(frame + moves, stroke.text, (size_t)text);
    cn_write_all(STDOUT_FILENO, frame, moves + text);
  }
  lift_length = stroke.end - stroke.lift;
  memcpy(lift, stroke.lift, (size_t)lift_length);
}
