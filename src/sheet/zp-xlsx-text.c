/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-xlsx-text.h"

#include <math.h>
#include <string.h>

/* A spreadsheet keeps fifteen significant digits and turns the others into zeros. */
#define MAX_DIGITS 15

static gboolean
is_storable (gunichar c)
{
  if (c < 0x20)
    return c == '\n';
  return !(c >= 0x7F && c <= 0x9F) && c != 0xFEFF && (c & 0xFFFE) != 0xFFFE;
}

static gunichar
normalise (gunichar c)
{
  if (c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029)
    return '\n';
  return c == '\t' ? ' ' : c;
}

/* Whether nothing of the text has to be changed; most texts are like that.  Bytes that may begin
 * something to be changed make it “no”. */
static gboolean
is_clean (const char *text)
{
  for (const guchar *p = (const guchar *) text; *p != '\0'; p++)
    {
      if ((*p < 0x20 && *p != '\n') || *p == 0x7F || *p >= 0xF0)
        return FALSE;
      if ((*p == 0xC2 && p[1] < 0xA0)
          || (*p == 0xE2 && p[1] == 0x80 && (p[2] == 0xA8 || p[2] == 0xA9))
          || (*p == 0xEF && ((p[1] == 0xBB && p[2] == 0xBF) || (p[1] == 0xBF && p[2] >= 0xBE))))
        return FALSE;
    }
  return g_utf8_validate (text, -1, NULL);
}

/**
 * zp_xlsx_clean_text:
 * @text: a text, whatever its bytes
 *
 * Makes @text storable in XML: valid UTF-8, all line ends as one line feed, tabulators as spaces,
 * without control characters.
 *
 * Returns: (transfer full): the clean text
 */
char *
zp_xlsx_clean_text (const char *text)
{
  g_autofree char *valid = NULL;
  GString *clean;

  g_return_val_if_fail (text != NULL, NULL);

  if (is_clean (text))
    return g_strdup (text);
  valid = g_utf8_make_valid (text, -1);
  clean = g_string_sized_new (strlen (valid) + 1);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = normalise (g_utf8_get_char (p));

      if (p[0] == '\r' && p[1] == '\n')
        continue;
      if (is_storable (c))
        g_string_append_unichar (clean, c);
    }
  return g_string_free (clean, FALSE);
}

/* Whether the text goes on with “_xHHHH_”, which a reader would take for a character's number. */
static gboolean
is_escape (const char *text)
{
  if (text[0] != '_' || text[1] != 'x')
    return FALSE;
  for (guint i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (text[i]))
        return FALSE;
    }
  return text[6] == '_';
}

/* Protects a text that literally contains “_x000D_” or the like. */
static char *
escape (const char *clean)
{
  GString *escaped = g_string_sized_new (strlen (clean) + 1);

  for (const char *p = clean; *p != '\0'; p++)
    {
      if (is_escape (p))
        g_string_append (escaped, "_x005F");
      g_string_append_c (escaped, *p);
    }
  return g_string_free (escaped, FALSE);
}

/**
 * zp_xlsx_make_text:
 * @text: a text, whatever its bytes
 * @out_made: (out) (transfer full) (nullable): the new text if one was made, to be freed
 *
 * Makes of @text what has to stand in a cell of a workbook.  Nearly always that is @text itself, and a
 * workbook has hundreds of thousands of them.
 *
 * Returns: (transfer none): @text or *@out_made
 */
const char *
zp_xlsx_make_text (const char *text, char **out_made)
{
  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (out_made != NULL, NULL);

  *out_made = is_clean (text) ? NULL : zp_xlsx_clean_text (text);
  if (*out_made != NULL)
    text = *out_made;
  if (strstr (text, "_x") != NULL)
    {
      char *escaped = escape (text);

      g_free (*out_made);
      *out_made = escaped;
      return escaped;
    }
  return text;
}

/**
 * zp_xlsx_text_length:
 * @text: valid UTF-8
 *
 * Returns: its length as spreadsheets count it, in UTF-16 units
 */
glong
zp_xlsx_text_length (const char *text)
{
  glong length = 0;

  g_return_val_if_fail (text != NULL, 0);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    length += g_utf8_get_char (p) > 0xFFFF ? 2 : 1;
  return length;
}

static guint
count_digits (const char *number)
{
  guint n = 0;

  for (const char *p = number; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p) && (n > 0 || *p != '0'))
        n++;
    }
  return n;
}

/**
 * zp_xlsx_number:
 * @value: an exact number
 * @percent: whether @value is a rate in percent
 * @out_number: (out): the nearest binary number; of a rate, its hundredth
 *
 * The one place where an exact decimal becomes a floating-point number: by way of its digits, so
 * that 0.1 is what a spreadsheet makes of a typed 0.1.
 *
 * Returns: %FALSE if a spreadsheet would lose digits of it; then it has to be written as text
 */
gboolean
zp_xlsx_number (ZpDecimal value, gboolean percent, double *out_number)
{
  g_autofree char *digits = zp_decimal_to_string (value);
  g_autofree char *text = g_strconcat (digits, percent ? "e-2" : "", NULL);
  double number;

  g_return_val_if_fail (out_number != NULL, FALSE);

  if (count_digits (digits) > MAX_DIGITS)
    return FALSE;
  number = g_ascii_strtod (text, NULL);
  if (!isfinite (number))
    return FALSE;
  *out_number = number;
  return TRUE;
}
