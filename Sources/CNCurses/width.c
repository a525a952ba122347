// What the C library holds a character's width to be. ncurses places cells by the same numbers, so
// a picture that is measured with them is drawn where it was measured.
#define _GNU_SOURCE
#include "cncurses.h"

#include <locale.h>
#include <pthread.h>
#include <wchar.h>

static locale_t utf8_locale;
static pthread_once_t utf8_once = PTHREAD_ONCE_INIT;

static void open_utf8_locale(void) {
  static const char *const names[] = {"C.UTF-8", "C.utf8", "en_US.UTF-8"};
  for (int i = 0; i < 3 && utf8_locale == (locale_t)0; i++) {
    utf8_locale = newlocale(LC_CTYPE_MASK, names[i], (locale_t)0);
  }
}

int cn_width(uint32_t scalar) {
  pthread_once(&utf8_once, open_utf8_locale);
  if (utf8_locale == (locale_t)0) return -2;
  // wcwidth has no form that takes a locale; uselocale is a store to a thread-local.
  locale_t before = uselocale(utf8_locale);
  int width = wcwidth((wchar_t)scalar);
  uselocale(before);
  return width;
}
