// Fewer bytes for the same picture. ncurses sends both colors anew whenever one of them or an
// attribute changes, also before blanks, on which neither ink nor weight can be seen. So what it
// says of colors and attributes ("select graphic rendition", ECMA-48 8.3.117) is only noted, and
// the shortest way from what the terminal has to what is wanted is sent where it begins to matter.
#include "terminal.h"

#include <stdlib.h>
#include <string.h>

enum {
  BOLD = 1 << 1,
  DIM = 1 << 2,
  ITALIC = 1 << 3,
  UNDERLINE = 1 << 4,
  REVERSE = 1 << 7,
  // What can be seen of a blank. Some terminals take its weight for the line's below it.
  SEEN_ON_BLANKS = UNDERLINE | REVERSE,
  SHIFT_OUT = 016,
  SHIFT_IN = 017,
  LONGEST_COLOR = 24,
  LONGEST = 2 * LONGEST_COLOR + 24,
};

/// Colors are kept as they were sent, so that no form of them is lost; empty is the terminal's own.
struct rendition {
  char ink[LONGEST_COLOR], paper[LONGEST_COLOR];
  unsigned attributes;
};

static struct rendition wanted, had;
/// What the terminal has was told to it by nobody else.
static bool known;
/// Line drawing or another font was switched on, by one of three ways; ncurses switches it off
/// before every other text, also where it is off.
static bool has_line_drawing;

static char *sent;
static size_t sent_room, sent_length;

void cn_rendition_forget(void) { known = false; }

static void send(const char *bytes, size_t count) {
  if (sent_length + count > sent_room) {
    size_t room = (sent_length + count) * 2;
    char *larger = realloc(sent, room);
    if (!larger) abort();
    sent = larger;
    sent_room = room;
  }
  memcpy(sent + sent_length, bytes, count);
  sent_length += count;
}

// MARK: What is wanted

static void set_color(char *color, const char *text, size_t length) {
  memset(color, 0, LONGEST_COLOR);
  if (length < LONGEST_COLOR) memcpy(color, text, length);
}

/// The length of a color of more than one number: `38;5;247`, `38;2;1;2;3`, or with colons.
static size_t length_of_color(const char *text, const char *end) {
  size_t number = strcspn(text, ":;m");
  if (text[number] == ':') return strcspn(text, ";m");
  int wanted_numbers = text + 3 < end && text[3] == '5' ? 3 : 5;
  size_t length = number;
  for (int count = 1; count < wanted_numbers && text[length] == ';'; count++) {
    length += 1 + strcspn(text + length + 1, ";m");
  }
  return length;
}

/// Notes one number; false where it is none that is noted, and has to be sent.
static bool take_number(long number) {
  static const int starts[] = {0, BOLD, DIM, ITALIC, UNDERLINE, 0, 0, REVERSE};
  static const int stops[] = {0, 0, BOLD | DIM, ITALIC, UNDERLINE, 0, 0, REVERSE};
  if (number == 0) {
    memset(&wanted, 0, sizeof wanted);
  } else if (number < 8 && starts[number]) {
    wanted.attributes |= (unsigned)starts[number];
  } else if (number > 20 && number < 28 && stops[number - 20]) {
    wanted.attributes &= ~(unsigned)stops[number - 20];
  } else if (number == 10 && !has_line_drawing) {
    return true;
  } else if (number == 10 || number == 11) {
    has_line_drawing = number == 11;
    return false;
  } else if (number == 39) {
    set_color(wanted.ink, "", 0);
  } else if (number == 49) {
    set_color(wanted.paper, "", 0);
  } else {
    return false;
  }
  return true;
}

/// Notes all that a sequence says, from behind its `ESC [` to its `m`.
static bool take_sequence(const char *text, const char *end) {
  // A private one, such as `ESC [ > 4 m`.
  if (*text > ';' && *text != 'm') return false;
  while (text <= end) {
    char *next;
    long number = strtol(text, &next, 10);
    bool is_ink = (number >= 30 && number <= 38) || (number >= 90 && number <= 97);
    bool is_paper = (number >= 40 && number <= 48) || (number >= 100 && number <= 107);
    if (is_ink || is_paper) {
      bool is_long = number == 38 || number == 48;
      size_t length = is_long ? length_of_color(text, end) : (size_t)(next - text);
      if (length >= LONGEST_COLOR) return false;
      char shade[LONGEST_COLOR];
      int shade_length = is_long ? cn_shade_sent(text, length, shade, sizeof shade) : 0;
      set_color(
          is_ink ? wanted.ink : wanted.paper, shade_length ? shade : text,
          shade_length ? (size_t)shade_length : length);
      next = (char *)text + length;
    } else if (!take_number(number)) {
      return false;
    }
    if (next > end || (*next != ';' && *next != 'm')) return false;
    text = next + 1;
  }
  return true;
}

// MARK: What is sent

static char *add(char *to, const char *text) {
  if (to[-1] != '[') *to++ = ';';
  size_t length = strlen(text);
  memcpy(to, text, length);
  return to + length;
}

static char *add_attributes(char *to, unsigned attributes) {
  static const char *const names[] = {"", "1", "2", "3", "4", "", "", "7"};
  for (int bit = 1; bit < 8; bit++) {
    if (attributes >> bit & 1) to = add(to, names[bit]);
  }
  return to;
}

/// From what the terminal has.
static char *compose_change(char *to) {
  unsigned gone = had.attributes & ~wanted.attributes;
  unsigned come = wanted.attributes & ~had.attributes;
  if (gone & (BOLD | DIM)) {
    to = add(to, "22");
    // It ends both.
    come |= wanted.attributes & (BOLD | DIM);
  }
  if (gone & ITALIC) to = add(to, "23");
  if (gone & UNDERLINE) to = add(to, "24");
  if (gone & REVERSE) to = add(to, "27");
  to = add_attributes(to, come);
  if (strcmp(had.ink, wanted.ink)) to = add(to, *wanted.ink ? wanted.ink : "39");
  if (strcmp(had.paper, wanted.paper)) to = add(to, *wanted.paper ? wanted.paper : "49");
  return to;
}

/// From nothing, whatever the terminal has.
static char *compose_anew(char *to) {
  *to++ = '0';
  to = add_attributes(to, wanted.attributes);
  if (*wanted.ink) to = add(to, wanted.ink);
  if (*wanted.paper) to = add(to, wanted.paper);
  return to;
}

static void settle(void) {
  if (known && memcmp(&had, &wanted, sizeof had) == 0) return;
  char anew[LONGEST] = "\033[", change[LONGEST] = "\033[";
  char *end = compose_anew(anew + 2);
  *end++ = 'm';
  char *change_end = compose_change(change + 2);
  *change_end++ = 'm';
  if (known && change_end - change <= end - anew) {
    send(change, (size_t)(change_end - change));
  } else {
    send(anew, (size_t)(end - anew));
  }
  had = wanted;
  known = true;
}

/// As `settle`, before something that shows nothing but paper.
static void settle_paper(void) {
  bool is_alike = known && strcmp(had.paper, wanted.paper) == 0 &&
                  ((had.attributes | wanted.attributes) & SEEN_ON_BLANKS) == 0;
  if (!is_alike) settle();
}

// MARK: The bytes of a frame

/// The length of the control sequence at `text`.
static size_t length_of_sequence(const char *text, const char *end) {
  const char *at = text + 2;
  while (at < end && (unsigned char)*at < 0x40) at++;
  return (size_t)((at < end ? at + 1 : end) - text);
}

static size_t take_control_sequence(const char *text, const char *end) {
  size_t length = length_of_sequence(text, end);
  char final = text[length - 1];
  if (final == 'm' && take_sequence(text + 2, text + length - 1)) return length;
  if (final == 'm') {
    // A rendition that is not ours to shorten.
    settle();
    known = false;
  } else if (strchr("JKXLMPST@", final)) {
    // Blanks come in, with the paper of the moment.
    settle_paper();
  } else if (final == 'b') {
    settle();
  }
  send(text, length);
  return length;
}

static size_t take_character_set(const char *text, size_t length, bool is_line_drawing) {
  if (is_line_drawing || has_line_drawing) send(text, length);
  has_line_drawing = is_line_drawing;
  return length;
}

static size_t take_escape(const char *text, const char *end) {
  if (text + 1 >= end) return 0;
  if (text[1] == '[') return take_control_sequence(text, end);
  if (text[1] == '(' && text + 2 < end) return take_character_set(text, 3, text[2] != 'B');
  // Others move the cursor, or lines with blanks in their wake.
  settle();
  send(text, 2);
  return 2;
}

const char *cn_rendition_shorten(const char *bytes, long count, long *length) {
  sent_length = 0;
  const char *end = bytes + count;
  while (bytes < end) {
    size_t taken = 0;
    if (*bytes == '\033') taken = take_escape(bytes, end);
    if (*bytes == SHIFT_OUT || *bytes == SHIFT_IN) {
      taken = take_character_set(bytes, 1, *bytes == SHIFT_OUT);
    }
    if (taken == 0) {
      if (*bytes == ' ') {
        settle_paper();
      } else if ((unsigned char)*bytes > ' ' || *bytes == '\n') {
        settle();
      }
      send(bytes, 1);
      taken = 1;
    }
    bytes += taken;
  }
  *length = (long)sent_length;
  return sent;
}
