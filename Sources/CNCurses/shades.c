// 24-bit colors for a terminal that has them and that terminfo describes with 256, as most are: a
// system's basic descriptions know nothing of COLORTERM. Each color in use gets a number that ncurses
// knows, and where it sends the number, the color is sent.
#include "terminal.h"

#include <stdio.h>
#include <stdlib.h>

// The first 16 are the user's own.
enum { FIRST = 16, MANY = 160, LAST = 255 };

static uint32_t shades[LAST + 1];
static int count;
static bool used;

void cn_shades_use(bool on) {
  used = on;
  count = FIRST;
}

bool cn_shades_are_many(void) { return used && count > MANY; }

static int distance(uint32_t one, uint32_t other) {
  int sum = 0;
  for (int shift = 0; shift < 24; shift += 8) {
    int step = (int)(one >> shift & 0xff) - (int)(other >> shift & 0xff);
    sum += step * step;
  }
  return sum;
}

int32_t cn_shade_number(int32_t color) {
  // Below are numbers of the terminal's own colors.
  if (!used || color < 8) return color;
  int nearest = FIRST;
  for (int number = FIRST; number < count; number++) {
    if (shades[number] == (uint32_t)color) return number;
    if (distance(shades[number], (uint32_t)color) < distance(shades[nearest], (uint32_t)color)) {
      nearest = number;
    }
  }
  // No frame has as many.
  if (count > LAST) return nearest;
  shades[count] = (uint32_t)color;
  return count++;
}

int cn_shade_sent(const char *color, size_t length, char *text, size_t room) {
  if (!used || length < 6 || color[2] != ';' || color[3] != '5' || color[4] != ';') return 0;
  long number = strtol(color + 5, NULL, 10);
  if (number < FIRST || number >= count) return 0;
  uint32_t shade = shades[number];
  return snprintf(
      text, room, "%.2s;2;%u;%u;%u", color, shade >> 16, shade >> 8 & 0xff, shade & 0xff);
}
