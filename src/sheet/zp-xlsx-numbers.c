/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-xlsx-numbers.h"

#include <math.h>
#include <string.h>

#define MAX_PLACES 10

/* A point that ends digits, and no zeros behind it. */
static void
trim_zeros (char *text)
{
  gsize length = strlen (text);

  if (strchr (text, '.') == NULL)
    return;
  while (length > 0 && text[length - 1] == '0')
    text[--length] = '\0';
  if (length > 0 && text[length - 1] == '.')
    text[length - 1] = '\0';
}

/* The first of the code's sections without words in quotes, colours and locales. */
static char *
strip_code (const char *code)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = code; *p != '\0' && *p != ';'; p++)
    {
      const char close = *p == '"' ? '"' : *p == '[' ? ']' : '\0';

      if (close != '\0')
        {
          const char *end = strchr (p + 1, close);

          if (end == NULL)
            break;
          p = end;
        }
      else if ((*p == '\\' || *p == '_' || *p == '*') && p[1] != '\0')
        p++;
      else
        g_string_append_c (plain, g_ascii_tolower (*p));
    }
  return g_string_free (plain, FALSE);
}

/**
 * zp_number_format_parse:
 * @code: a format code: “0.00%”
 *
 * Returns: what it says about digits, percent and dates; words around the number are left out
 */
ZpNumberFormat
zp_number_format_parse (const char *code)
{
  ZpNumberFormat format = { FALSE, FALSE, -1 };
  g_autofree char *plain = strip_code (code);
  const char *point = strchr (plain, '.');

  if (strstr (plain, "general") != NULL || strpbrk (plain, "e/?") != NULL)
    {
      format.date = strpbrk (plain, "yd") != NULL;
      return format;
    }
  format.date = strpbrk (plain, "yd") != NULL;
  format.percent = strchr (plain, '%') != NULL;
  if (strpbrk (plain, "0#") != NULL)
    format.places = point != NULL ? (int) MIN (strspn (point + 1, "0#"), MAX_PLACES) : 0;
  if (point != NULL && point[1] == '#')
    format.places = -1;
  return format;
}

/** zp_number_format_builtin: Returns: the format that every workbook has under @id */
ZpNumberFormat
zp_number_format_builtin (guint id)
{
  ZpNumberFormat format = { FALSE, FALSE, -1 };

  format.date = (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36
                || (id >= 50 && id <= 54) || id == 57 || id == 58;
  format.percent = id == 9 || id == 10;
  if (id == 1 || id == 3 || id == 9 || id == 37 || id == 38)
    format.places = 0;
  else if (id == 2 || id == 4 || id == 10 || id == 39 || id == 40)
    format.places = 2;
  return format;
}

static char *
print_date (double number, gboolean date1904)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, date1904 ? 1 : 30, date1904 ? G_DATE_JANUARY : G_DATE_DECEMBER,
                  date1904 ? 1904 : 1899);
  g_date_add_days (&date, (guint) number);
  return g_strdup_printf ("%d年%d月%d日", g_date_get_year (&date), g_date_get_month (&date),
                          g_date_get_day (&date));
}

/* Sixteen digits would show what no spreadsheet shows: 13.830000000000002. */
static char *
print_general (double number)
{
  char text[64];

  if (fabs (number) >= 1e15 || (number != 0 && fabs (number) < 1e-6))
    return g_strdup (g_ascii_formatd (text, sizeof text, "%.15g", number));
  g_ascii_formatd (text, sizeof text, "%.15g", number);
  if (strchr (text, 'e') != NULL)
    {
      g_ascii_formatd (text, sizeof text, "%.10f", number);
      trim_zeros (text);
    }
  return g_strdup (text);
}

/* Half a unit away from zero, as spreadsheets show it, though the binary value lies just below. */
static char *
print_places (double number, guint places)
{
  char code[16];
  char text[400];
  double nudged = number + copysign (fabs (number) * 1e-15, number);

  (void) g_snprintf (code, sizeof code, "%%.%uf", places);
  return g_strdup (g_ascii_formatd (text, sizeof text, code, nudged));
}

/**
 * zp_number_format_print:
 * @format: how
 * @number: what
 * @date1904: days are counted from 1904, as old workbooks do
 *
 * Returns: (transfer full): @number as the sheet shows it, without separators of thousands
 */
char *
zp_number_format_print (ZpNumberFormat format, double number, gboolean date1904)
{
  g_autofree char *digits = NULL;
  double shown = format.percent ? number * 100 : number;

  if (format.date && number >= 1 && number < 2958466)
    return print_date (number, date1904);
  if (format.places < 0)
    digits = print_general (format.percent ? round (shown * 1e10) / 1e10 : shown);
  else
    digits = print_places (shown, (guint) format.places);
  return format.percent ? g_strconcat (digits, "%", NULL) : g_steal_pointer (&digits);
}
