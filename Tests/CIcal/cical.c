// libical's calendar, asked for its values.
#include "cical.h"

#include <libical/ical.h>
#include <stdlib.h>

struct cical {
  icalcomponent *root;
  int errors;
};

cical *cical_read(const char *text) {
  icalerror_set_errors_are_fatal(0);
  icalcomponent *root = icalparser_parse_string(text);
  if (root == NULL) return NULL;
  cical *calendar = calloc(1, sizeof *calendar);
  calendar->root = root;
  // The check leaves an error property in each component that it finds fault with.
  int allowed = icalrestriction_check(root);
  calendar->errors = icalcomponent_count_errors(root);
  if (!allowed && calendar->errors == 0) calendar->errors = 1;
  return calendar;
}

void cical_free(cical *calendar) {
  icalcomponent_free(calendar->root);
  free(calendar);
}

int cical_errors(const cical *calendar) { return calendar->errors; }

int cical_events(const cical *calendar) {
  return icalcomponent_count_components(calendar->root, ICAL_VEVENT_COMPONENT);
}

static icalcomponent *child(icalcomponent *parent, icalcomponent_kind kind, int place) {
  icalcomponent *found = icalcomponent_get_first_component(parent, kind);
  while (found != NULL && place-- > 0) found = icalcomponent_get_next_component(parent, kind);
  return found;
}

int cical_alarms(const cical *calendar, int event) {
  icalcomponent *found = child(calendar->root, ICAL_VEVENT_COMPONENT, event);
  return found == NULL ? 0 : icalcomponent_count_components(found, ICAL_VALARM_COMPONENT);
}

const char *cical_value(
    const cical *calendar, int event, int alarm, const char *name, int place) {
  icalcomponent *owner = calendar->root;
  if (event >= 0) owner = child(owner, ICAL_VEVENT_COMPONENT, event);
  if (owner != NULL && alarm >= 0) owner = child(owner, ICAL_VALARM_COMPONENT, alarm);
  if (owner == NULL) return NULL;
  icalproperty_kind kind = icalproperty_string_to_kind(name);
  icalproperty *property = icalcomponent_get_first_property(owner, kind);
  while (property != NULL && place-- > 0) {
    property = icalcomponent_get_next_property(owner, kind);
  }
  if (property == NULL) return NULL;
  icalvalue *value = icalproperty_get_value(property);
  if (icalvalue_isa(value) == ICAL_TEXT_VALUE) return icalvalue_get_text(value);
  return icalproperty_get_value_as_string(property);
}
