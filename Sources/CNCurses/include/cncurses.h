// The few calls that offerdeck makes to ncurses and to the terminal, behind plain C types: no
// curses header is seen through this one, because its macros and globals do not import to Swift.
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

/// Makes it readable. From any thread.
void cn_waker_wake(int waker);

/// Waits up to so many milliseconds for a wake-up and takes all that have come; false for none.
bool cn_waker_take(int waker, int milliseconds);

/// Gives the descriptor back.
void cn_waker_close(int waker);

#endif
