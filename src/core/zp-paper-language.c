/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-paper-language.h"

#include <string.h>

#include "zp-catalog.h"

/* gettext speaks one language in all threads, and none where the system has no Chinese locale.  So the
 * Chinese catalogue is built in, and read here as msgfmt wrote it: little-endian, a list of the texts
 * in the order of strcmp() and a list of what they are in Chinese. */

#define CATALOGUE "zh_CN.mo"
#define MAGIC 0x950412de

/* The header, in words of 32 bits. */
enum
{
  HEADER_MAGIC,
  HEADER_REVISION,
  HEADER_N_TEXTS,
  HEADER_TEXTS,
  HEADER_TRANSLATIONS,
};

typedef struct
{
  GBytes *bytes; /* lie in the program */
  const char *data;
  gsize size;
  guint n_texts;
  gsize texts; /* where the lists begin: length and place of each */
  gsize translations;
} Catalogue;

/* How many papers this thread is making. */
static _Thread_local guint depth;

static guint32
read_word (const Catalogue *self, gsize place)
{
  guint32 word;

  if (place + sizeof word > self->size)
    return 0;
  memcpy (&word, self->data + place, sizeof word);
  return GUINT32_FROM_LE (word);
}

/* A text ends with a zero, which its length does not count. */
static const char *
get_text (const Catalogue *self, gsize list, guint index)
{
  gsize length = read_word (self, list + index * 8);
  gsize place = read_word (self, list + index * 8 + 4);

  return place + length < self->size ? self->data + place : "";
}

static const Catalogue *
get_catalogue (void)
{
  static Catalogue catalogue;
  static gsize opened = 0;

  if (g_once_init_enter (&opened))
    {
      catalogue.bytes = zp_catalog_lookup_data (CATALOGUE);
      catalogue.data = g_bytes_get_data (catalogue.bytes, &catalogue.size);
      if (read_word (&catalogue, HEADER_MAGIC * 4) == MAGIC)
        {
          catalogue.n_texts = read_word (&catalogue, HEADER_N_TEXTS * 4);
          catalogue.texts = read_word (&catalogue, HEADER_TEXTS * 4);
          catalogue.translations = read_word (&catalogue, HEADER_TRANSLATIONS * 4);
        }
      g_once_init_leave (&opened, 1);
    }
  return &catalogue;
}

/* Returns NULL for a text that has no translation.  One with a plural is found by its singular, and
 * has one form in Chinese. */
static const char *
find (const char *text)
{
  const Catalogue *catalogue = get_catalogue ();
  guint first = 0;
  guint end = catalogue->n_texts;

  while (first < end)
    {
      guint middle = first + (end - first) / 2;
      int order = strcmp (text, get_text (catalogue, catalogue->texts, middle));

      if (order == 0)
        return get_text (catalogue, catalogue->translations, middle);
      if (order < 0)
        end = middle;
      else
        first = middle + 1;
    }
  return NULL;
}

/**
 * zp_paper_language_begin:
 *
 * From now on this thread words everything in Chinese.  May be nested; other threads, also those that
 * it starts, go on in their language.
 *
 * Returns: what zp_paper_language_end() takes
 */
ZpPaperLanguage
zp_paper_language_begin (void)
{
  depth++;
  return TRUE;
}

void
zp_paper_language_end (ZpPaperLanguage language)
{
  g_return_if_fail (language && depth > 0);

  depth--;
}

/** zp_paper_language_translate: (transfer none): @text in the language that is spoken now. */
const char *
zp_paper_language_translate (const char *text)
{
  const char *chinese;

  if (depth == 0)
    return g_dgettext (GETTEXT_PACKAGE, text);
  chinese = find (text);
  return chinese != NULL ? chinese : text;
}

/**
 * zp_paper_language_translate_in:
 * @context_and_text: a context, \004 and the text
 * @text_offset: where the text begins
 *
 * Returns: (transfer none): the text in the language that is spoken now
 */
const char *
zp_paper_language_translate_in (const char *context_and_text, gsize text_offset)
{
  const char *chinese;

  if (depth == 0)
    return g_dpgettext (GETTEXT_PACKAGE, context_and_text, text_offset);
  chinese = find (context_and_text);
  return chinese != NULL ? chinese : context_and_text + text_offset;
}

/** zp_paper_language_translate_plural: (transfer none): the same for a text that counts @n things. */
const char *
zp_paper_language_translate_plural (const char *singular, const char *plural, gulong n)
{
  const char *chinese;

  if (depth == 0)
    return g_dngettext (GETTEXT_PACKAGE, singular, plural, n);
  chinese = find (singular);
  if (chinese != NULL)
    return chinese;
  return n == 1 ? singular : plural;
}
