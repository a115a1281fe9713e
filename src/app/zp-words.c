/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-words.h"

#include <glib/gi18n.h>
#include <stdio.h>

static const struct
{
  const char *word;
  const char *icon;
  const char *css_class;
} states[] = {
  [ZP_FORM_STATE_DRAFT] = { N_ ("Draft"), "document-edit-symbolic", "draft" },
  [ZP_FORM_STATE_SUBMITTED] = { N_ ("Submitted"), "document-send-symbolic", "submitted" },
  [ZP_FORM_STATE_RETURNED] = { N_ ("Returned"), "edit-undo-symbolic", "returned" },
  [ZP_FORM_STATE_APPROVED] = { N_ ("Approved"), "object-select-symbolic", "approved" },
};

/** zp_words_state: the name of @state. */
const char *
zp_words_state (ZpFormState state)
{
  g_return_val_if_fail ((gsize) state < G_N_ELEMENTS (states), NULL);

  return _ (states[state].word);
}

/** zp_words_state_icon: the name of an icon, so that states differ not by colour alone. */
const char *
zp_words_state_icon (ZpFormState state)
{
  g_return_val_if_fail ((gsize) state < G_N_ELEMENTS (states), NULL);

  return states[state].icon;
}

/** zp_words_state_class: the class of the style sheet that colours @state. */
const char *
zp_words_state_class (ZpFormState state)
{
  g_return_val_if_fail ((gsize) state < G_N_ELEMENTS (states), NULL);

  return states[state].css_class;
}

static const struct
{
  const char *word;
  const char *icon;
} severities[] = {
  [ZP_SEVERITY_ERROR] = { N_ ("Error"), "dialog-error-symbolic" },
  [ZP_SEVERITY_WARNING] = { N_ ("Warning"), "dialog-warning-symbolic" },
  [ZP_SEVERITY_HINT] = { N_ ("Hint"), "dialog-information-symbolic" },
};

/** zp_words_severity: the name of @severity. */
const char *
zp_words_severity (ZpSeverity severity)
{
  g_return_val_if_fail ((gsize) severity < G_N_ELEMENTS (severities), NULL);

  return _ (severities[severity].word);
}

/** zp_words_severity_icon: the name of an icon, so that severities differ not by colour alone. */
const char *
zp_words_severity_icon (ZpSeverity severity)
{
  g_return_val_if_fail ((gsize) severity < G_N_ELEMENTS (severities), NULL);

  return severities[severity].icon;
}

static const struct
{
  const char *word;
  const char *reason;
  const char *icon;
  const char *color;
} lamps[] = {
  [ZP_LAMP_NONE] = { "", "", NULL, NULL },
  /* Translators: a lamp: nothing to ask about rate and score */
  [ZP_LAMP_GREEN] = { N_ ("In order"), N_ ("The score agrees with the execution rate"),
                      "emblem-ok-symbolic", "success_color" },
  /* Translators: a lamp */
  [ZP_LAMP_YELLOW]
  = { N_ ("Yellow"), N_ ("Yellow lamp: much of the money was not spent, or there was no budget"),
      "radio-mixed-symbolic", "warning_color" },
  /* Translators: a lamp */
  [ZP_LAMP_RED]
  = { N_ ("Red"), N_ ("Red lamp: the indicators reach more than the execution rate explains"),
      "media-record-symbolic", "error_color" },
};

/** zp_words_lamp: the name of @lamp, "" for none. */
const char *
zp_words_lamp (ZpLamp lamp)
{
  return *lamps[lamp].word != '\0' ? _ (lamps[lamp].word) : "";
}

/** zp_words_lamp_reason: why @lamp burns, in a sentence, "" for none. */
const char *
zp_words_lamp_reason (ZpLamp lamp)
{
  return *lamps[lamp].reason != '\0' ? _ (lamps[lamp].reason) : "";
}

/** zp_words_lamp_icon: (nullable): the name of an icon; lamps differ in shape, too. */
const char *
zp_words_lamp_icon (ZpLamp lamp)
{
  return lamps[lamp].icon;
}

/** zp_words_lamp_color: (nullable): the name of the colour of @lamp in the theme. */
const char *
zp_words_lamp_color (ZpLamp lamp)
{
  return lamps[lamp].color;
}

/**
 * zp_words_parse_day:
 * @text: (nullable): “2021-03-31”
 * @out_date: (out): the day
 *
 * Returns: whether @text is a day of the calendar
 */
gboolean
zp_words_parse_day (const char *text, GDate *out_date)
{
  int year, month, day, n = 0;

  if (text == NULL || sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &n) != 3
      || text[n] != '\0' || year < 1 || month < 1 || day < 1
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_clear (out_date, 1);
  g_date_set_dmy (out_date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

/** zp_words_today: the present day of the calendar, as a Julian day; for the main thread. */
guint
zp_words_today (void)
{
  static gint64 asked; /* a hundred thousand forms ask at once */
  static GDate today;
  g_autoptr (GDateTime) now = NULL;

  if (asked != 0 && g_get_monotonic_time () - asked < G_USEC_PER_SEC)
    return g_date_get_julian (&today);
  asked = g_get_monotonic_time ();
  now = g_date_time_new_now_local ();
  g_date_clear (&today, 1);
  g_date_set_dmy (&today, (GDateDay) g_date_time_get_day_of_month (now),
                  (GDateMonth) g_date_time_get_month (now), (GDateYear) g_date_time_get_year (now));
  return g_date_get_julian (&today);
}

/** zp_words_days_left: (transfer full): “3 days left”, “due today”, “2 days late”. */
char *
zp_words_days_left (int days)
{
  if (days == 0)
    return g_strdup (_ ("due today"));
  if (days < 0)
    return g_strdup_printf (ngettext ("%d day late", "%d days late", -days), -days);
  return g_strdup_printf (ngettext ("%d day left", "%d days left", days), days);
}

/** zp_words_days_icon: the name of an icon for so many days left. */
const char *
zp_words_days_icon (int days)
{
  if (days < 0)
    return "dialog-error-symbolic";
  return days <= ZP_DAYS_SOON ? "alarm-symbolic" : "x-office-calendar-symbolic";
}

/* Days between two dates of the calendar: yesterday evening is one day ago, even in the night. */
static int
count_days (GDateTime *from, GDateTime *to)
{
  GDate first;
  GDate last;

  g_date_clear (&first, 1);
  g_date_clear (&last, 1);
  g_date_set_dmy (&first, g_date_time_get_day_of_month (from),
                  (GDateMonth) g_date_time_get_month (from), g_date_time_get_year (from));
  g_date_set_dmy (&last, g_date_time_get_day_of_month (to), (GDateMonth) g_date_time_get_month (to),
                  g_date_time_get_year (to));
  return g_date_days_between (&first, &last);
}

static char *
word_today (gint64 seconds)
{
  int minutes = (int) (seconds / 60);

  if (minutes < 1)
    return g_strdup (_ ("just now"));
  if (minutes < 60)
    return g_strdup_printf (ngettext ("%d minute ago", "%d minutes ago", minutes), minutes);
  minutes /= 60;
  return g_strdup_printf (ngettext ("%d hour ago", "%d hours ago", minutes), minutes);
}

/**
 * zp_words_when:
 * @time: Unix time in microseconds
 * @now: the present, likewise
 *
 * Returns: (transfer full): how long ago @time was, or its date when that was long ago
 */
char *
zp_words_when (gint64 time, gint64 now)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now / G_USEC_PER_SEC);
  int days;

  if (then == NULL || today == NULL)
    return g_strdup ("");
  days = count_days (then, today);
  if (days <= 0)
    return word_today ((now - time) / G_USEC_PER_SEC);
  if (days == 1)
    return g_strdup (_ ("yesterday"));
  if (g_date_time_get_year (then) == g_date_time_get_year (today))
    /* Translators: a day of this year, for g_date_time_format(). xgettext:no-c-format */
    return g_date_time_format (then, _ ("%b %-d"));
  /* Translators: a day of another year, for g_date_time_format(). xgettext:no-c-format */
  return g_date_time_format (then, _ ("%b %-d, %Y"));
}

/**
 * zp_words_date:
 * @time: Unix time in microseconds
 *
 * Returns: (transfer full): date and time of day
 */
char *
zp_words_date (gint64 time)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);

  /* Translators: date and time of day, for g_date_time_format(). xgettext:no-c-format */
  return then != NULL ? g_date_time_format (then, _ ("%b %-d, %Y, %H:%M")) : g_strdup ("");
}
