/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-quantity.h"
#include "zp-text-private.h"

#include <string.h>

#define REPLACEMENT 0xfffd

/* Decodes one character.  Broken bytes become U+FFFD one by one: a text from a foreign file must
 * not stop the reader. */
static gunichar
next_char (const char **p)
{
  const guchar *s = (const guchar *) *p;
  gunichar c = REPLACEMENT;
  gsize length = 1;

  if (s[0] < 0x80)
    c = s[0];
  else if (s[0] >= 0xe0 && s[0] < 0xf0 && (s[1] & 0xc0) == 0x80 && (s[2] & 0xc0) == 0x80)
    {
      c = (gunichar) ((s[0] & 0x0f) << 12 | (s[1] & 0x3f) << 6 | (s[2] & 0x3f));
      length = 3;
      if (c < 0x800 || (c >= 0xd800 && c < 0xe000))
        c = REPLACEMENT;
    }
  else if (s[0] >= 0xc2 && s[0] < 0xe0 && (s[1] & 0xc0) == 0x80)
    {
      c = (gunichar) ((s[0] & 0x1f) << 6 | (s[1] & 0x3f));
      length = 2;
    }
  else if (s[0] >= 0xf0)
    {
      c = g_utf8_get_char_validated (*p, -1);
      length = 4;
      if (c >= (gunichar) -2)
        {
          c = REPLACEMENT;
          length = 1;
        }
    }
  *p += length;
  return c;
}

static gunichar
plain_punctuation (gunichar c)
{
  if (c == 0x2212 || (c >= 0x2010 && c <= 0x2015))
    return '-';
  if ((c >= 0x2000 && c <= 0x200b) || c == 0x202f || c == 0x205f)
    return ' ';
  switch (c)
    {
    case 0x2044:
    case 0x2215:
      return '/';
    case 0x2236:
      return ':';
    case 0x223c:
      return '~';
    case 0x2266: /* ≦ */
    case 0x226f: /* ≯ */
    case 0x2a7d: /* ⩽ */
      return 0x2264;
    case 0x2267: /* ≧ */
    case 0x226e: /* ≮ */
    case 0x2a7e: /* ⩾ */
      return 0x2265;
    case 0x2500:
    case 0x2501:
      return '-';
    default:
      return c;
    }
}

static gunichar
plain_form (gunichar c)
{
  switch (c)
    {
    case 0x3000:
    case 0xfeff:
      return ' ';
    case 0x301c:
      return '~';
    case 0xfe50:
      return ',';
    case 0xfe52:
      return '.';
    case 0xfe54:
      return ';';
    case 0xfe55:
      return ':';
    case 0xfe58:
    case 0xfe63:
      return '-';
    case 0xfe59:
      return '(';
    case 0xfe5a:
      return ')';
    case 0xfe62:
      return '+';
    case 0xfe64:
      return '<';
    case 0xfe65:
      return '>';
    case 0xfe66:
      return '=';
    case 0xfe6a:
      return '%';
    case 0xff61:
      return 0x3002;
    case 0xffe5:
      return 0xa5;
    default:
      return c >= 0xff01 && c <= 0xff5e ? c - 0xff01 + '!' : c;
    }
}

/* The one glyph that stands for @c.  All white space becomes a space. */
static inline gunichar
plain_char (gunichar c)
{
  if (c < 0x80)
    return c <= ' ' ? ' ' : c;
  /* Nearly everything else is an ideograph. */
  if (c >= 0x3400 && c < 0xfe00)
    return c;
  if (c >= 0x3000)
    return plain_form (c);
  if (c >= 0x2000)
    return plain_punctuation (c);
  return c == 0xa0 ? ' ' : c;
}

/* >=, =>, <=, =< and == are one sign each.  Takes back the first half from before @length.
 * Returns: what to write instead of @c. */
static inline gunichar
join_sign (const char *text, gsize *length, gunichar c)
{
  char before = *length > 0 ? text[*length - 1] : '\0';
  gunichar joined = c;

  if ((c == '=' && before == '>') || (c == '>' && before == '='))
    joined = 0x2265;
  else if ((c == '=' && before == '<') || (c == '<' && before == '='))
    joined = 0x2264;
  else if (c != '=' || before != '=')
    return c;
  *length -= 1;
  return joined;
}

/* zp_plain_init: reads the beginning of @text, as much as there is room for. */
void
zp_plain_init (ZpPlain *self, const char *text)
{
  self->length = 0;
  self->text[0] = '\0';
  self->cut = FALSE;
  zp_plain_append (self, text);
}

/* zp_plain_append: adds @text.  White space stays only between two digits, where it separates:
 * 2 个 is 2个, but 5 10 is not 510. */
void
zp_plain_append (ZpPlain *self, const char *text)
{
  gboolean space = FALSE;
  const char *p = text;

  if (p == NULL)
    return;
  while (*p != '\0')
    {
      gunichar c = plain_char (next_char (&p));

      if (c == ' ')
        {
          space = self->length > 0 && g_ascii_isdigit (self->text[self->length - 1]);
          continue;
        }
      /* Room for a space, one character and the end. */
      if (self->length + 8 > sizeof self->text)
        {
          self->cut = TRUE;
          break;
        }
      if (space && c < 0x80 && g_ascii_isdigit ((char) c))
        self->text[self->length++] = ' ';
      space = FALSE;
      if (c == '=' || c == '>' || c == '<')
        c = join_sign (self->text, &self->length, c);
      if (c < 0x80)
        self->text[self->length++] = (char) c;
      else
        self->length += (gsize) g_unichar_to_utf8 (c, self->text + self->length);
    }
  self->text[self->length] = '\0';
}

static gboolean
ends_with (const char *text, gsize length, const char *word)
{
  gsize word_length = strlen (word);

  return length >= word_length && memcmp (text + length - word_length, word, word_length) == 0;
}

/* zp_plain_trim: drops the punctuation at the end. */
void
zp_plain_trim (ZpPlain *self)
{
  static const char *const marks[] = { "。", "、", "…" };
  gboolean again = TRUE;

  while (again && self->length > 0)
    {
      again = FALSE;
      if (strchr (".,;!", self->text[self->length - 1]) != NULL)
        {
          self->length--;
          again = TRUE;
        }
      for (gsize i = 0; i < G_N_ELEMENTS (marks) && !again; i++)
        if (ends_with (self->text, self->length, marks[i]))
          {
            self->length -= strlen (marks[i]);
            again = TRUE;
          }
    }
  self->text[self->length] = '\0';
}

/**
 * zp_text_normalise:
 * @text: (nullable): a text; need not be valid UTF-8
 *
 * Brings a text into the form in which texts are compared: compatibility characters are replaced
 * (full width by half width), operators and dashes have one glyph each, white space and the full
 * stops at the end are gone.
 *
 * Returns: (transfer full): the text for comparison
 */
char *
zp_text_normalise (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  /* A character gets shorter or stays: the signs that are joined have two bytes for three. */
  gsize room = strlen (composed) * 3 / 2 + 8;
  char *result = g_malloc (room);
  gsize length = 0;
  const char *p = composed;

  while (*p != '\0')
    {
      gunichar c = plain_char (next_char (&p));

      if (c == ' ')
        continue;
      if (c == '=' || c == '>' || c == '<')
        c = join_sign (result, &length, c);
      length += (gsize) g_unichar_to_utf8 (c, result + length);
    }
  while (ends_with (result, length, ".") || ends_with (result, length, "。"))
    length -= result[length - 1] == '.' ? 1 : strlen ("。");
  result[length] = '\0';
  return result;
}

/* An ideograph is never changed, dropped or joined with what stands beside it. */
static inline gboolean
is_ideograph (gunichar c)
{
  return c >= 0x4e00 && c <= 0x9fff;
}

/**
 * zp_text_count_ideographs:
 * @text: a text
 *
 * Returns: how many ideographs are in @text; zp_text_normalise() keeps each of them
 */
guint
zp_text_count_ideographs (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (is_ideograph (g_utf8_get_char (p)))
      n++;
  return n;
}

/* Whether two texts differ in an ideograph before anything else in them could matter: nearly all
 * texts that differ do. */
static gboolean
differ_early (const char *a, const char *b)
{
  gunichar char_a;
  gunichar char_b;

  do
    {
      char_a = next_char (&a);
      char_b = next_char (&b);
    }
  while (char_a == char_b && is_ideograph (char_a));
  return char_a != char_b && is_ideograph (char_a) && is_ideograph (char_b);
}

/**
 * zp_text_same:
 * @a: (nullable): a text
 * @b: (nullable): another text
 *
 * Returns: whether both say the same, as zp_text_normalise() sees it; %NULL is the empty text
 */
gboolean
zp_text_same (const char *a, const char *b)
{
  g_autofree char *plain_a = NULL;
  g_autofree char *plain_b = NULL;

  if (g_strcmp0 (a, b) == 0)
    return TRUE;
  if (a != NULL && b != NULL && differ_early (a, b))
    return FALSE;
  plain_a = zp_text_normalise (a);
  plain_b = zp_text_normalise (b);
  return strcmp (plain_a, plain_b) == 0;
}

/**
 * zp_text_shorten:
 * @text: a text
 * @n_chars: how many characters of it may be shown, at least 1
 *
 * Returns: (transfer full): the text in one line; of a longer one the beginning and “…”
 */
char *
zp_text_shorten (const char *text, guint n_chars)
{
  g_autofree char *begin = NULL;

  if (g_utf8_strlen (text, -1) <= (glong) n_chars)
    return g_strdelimit (g_strdup (text), "\n", ' ');
  begin = g_utf8_substring (text, 0, n_chars - 1);
  return g_strdelimit (g_strconcat (begin, "…", NULL), "\n", ' ');
}
