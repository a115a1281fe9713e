/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-words.h"

#include <glib/gi18n.h>

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

/* Days between two dates of the calendar: yesterday evening is one day ago, even in the night. */
static int
count_days (GDateTime *from,
            GDateTime *to)
{
  GDate first;
  GDate last;

  g_date_clear (&first, 1);
  g_date_clear (&last, 1);
  g_date_set_dmy (&first,
                  g_date_time_get_day_of_month (from),
                  (GDateMonth) g_date_time_get_month (from),
                  g_date_time_get_year (from));
  g_date_set_dmy (&last,
                  g_date_time_get_day_of_month (to),
                  (GDateMonth) g_date_time_get_month (to),
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
zp_words_when (gint64 time,
               gint64 now)
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
