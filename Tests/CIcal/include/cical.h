// A calendar file as another program reads it: libical behind plain C types.
#ifndef CICAL_H
#define CICAL_H

/// A calendar that was read.
typedef struct cical cical;

/// Reads a calendar; NULL where libical finds none in the text.
cical *cical_read(const char *text);
void cical_free(cical *calendar);

/// What is wrong with it: lines that can't be read, and components that RFC 5545 does not allow.
int cical_errors(const cical *calendar);

/// How many events it has, and how many alarms an event has.
int cical_events(const cical *calendar);
int cical_alarms(const cical *calendar, int event);

/// A value of a property by the property's name, with its escapes taken away: of the calendar itself
/// (`event` is -1), of an event (`alarm` is -1), or of an alarm. NULL where there is none. It holds
/// until the next call.
const char *cical_value(
    const cical *calendar, int event, int alarm, const char *name, int place);

#endif
