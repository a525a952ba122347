// What the files of this module share: how the terminal is given back on every way out, and where
// signals are noted.
#ifndef TERMINAL_H
#define TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

// MARK: frame.c

/// A way to the terminal for ncurses, or null where there are no more descriptors.
FILE *cn_frame_open(void);

/// Whether frames are made shorter before they are sent: the terminal has to have colors as ECMA-48
/// says them.
void cn_frame_shorten(bool on);

/// From now on what ncurses writes is collected.
void cn_frame_begin(void);

/// Sends what was collected, and as part of the frame what follows it.
void cn_frame_end(const char *after, int count);

/// Closes what `cn_frame_open` opened.
void cn_frame_close(void);

// MARK: output.c

/// Opens a way to the terminal that never blocks.
void cn_output_open(void);

/// Closes it; what is still kept is lost.
void cn_output_close(void);

/// The way to the terminal, or standard output where there is no other.
int cn_output_descriptor(void);

/// Sends bytes to the terminal, now or, in their order, when it reads again.
void cn_output(const char *bytes, size_t count);

/// Sends of what is kept as much as the terminal takes.
void cn_output_flush(void);

/// Sends what is kept, and gives up when the terminal takes nothing for so many milliseconds.
void cn_output_drain(int milliseconds);

/// Forgets what is kept: nobody will see it.
void cn_output_discard(void);

// MARK: log.c

/// The log, at its end, with a line that says when and who; -1 where it can't be written.
int cn_log_open(void);

/// Says on standard error, and in the log, that the program crashed.
void cn_log_crash(int number);

// MARK: rendition.c

/// The same picture in fewer bytes: `bytes` are a whole frame, and what is given back is good until
/// the next call.
const char *cn_rendition_shorten(const char *bytes, long count, long *length);

/// Others may have changed the terminal's colors and attributes since.
void cn_rendition_forget(void);

// MARK: shades.c

/// Whether the terminal has 24-bit colors that its description lacks. Forgets which are in use.
void cn_shades_use(bool on);

/// So many are in use that those of a whole frame may have no room: most are of frames before.
bool cn_shades_are_many(void);

/// The number that stands for a color (0xrrggbb, or one of the first 8), for ncurses.
int32_t cn_shade_number(int32_t color);

/// What is sent in the place of a color that ncurses sends, as `38;5;20`: its length, or 0 where
/// that is to be sent.
int cn_shade_sent(const char *color, size_t length, char *text, size_t room);

// MARK: restore.c

/// Notes the terminal's modes. Before anything changes them.
void cn_restore_prepare(void);

/// Notes what to send to the terminal on a way out that can't call ncurses.
void cn_restore_set(const char *bytes);

/// Holds back what is printed on standard error, if that is a terminal.
void cn_hold_errors(void);

/// Whether it is held back.
bool cn_holds_errors(void);

/// Lets standard error go where it went, and prints there, and in the log, what was held back.
void cn_release_errors(void);

/// From now on a crash, or a plain exit, gives the terminal back first.
void cn_restore_arm(void);

/// The terminal has been given back (or is about to be by ncurses): sets its modes as they were.
void cn_restore_disarm(void);

/// Gives the terminal back by nothing but calls that a signal's handler may make.
void cn_restore_now(void);

/// Writes all bytes to a descriptor, whatever interrupts.
void cn_write_all(int descriptor, const char *bytes, long count);

// MARK: screen.c

/// A frame has been sent: the terminal is in its other screen now, and can be sent its modes.
void cn_frame_sent(void);

// MARK: paint.c

/// Another terminal: what is remembered about colors is void.
void cn_paint_reset(void);

// MARK: signals.c

/// Notes how signals were treated. Before ncurses sets handlers of its own.
void cn_signals_prepare(void);

/// Takes the signals that are about the terminal.
void cn_signals_take(void);

/// Leaves them as they were.
void cn_signals_leave(void);

/// Stops the program as SIGTSTP does, unless it was started with that ignored.
void cn_signals_stop(void);

/// The first signal that asked the program to end; 0 before that.
int cn_signals_asked(void);

/// Readable while a signal is noted; -1 before the first `cn_signals_take`.
int cn_signals_waker(void);

/// The signals that came since the last call, a bit for each number.
uint32_t cn_signals_drain(void);

#endif
