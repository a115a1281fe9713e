/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-store.h"

#include "zp-pinyin.h"
#include "zp-store-private.h"

/* Nobody types more; a longer query has these first words. */
#define WORDS_MAX 32

/* Nearly all characters are these ideographs, which are normal as they are: they have no case, and
 * combine with no neighbour. */
static gboolean
is_ideograph (gunichar c)
{
  return c >= 0x4e00 && c <= 0x9fff;
}

/* Chinese has no spaces between words: each of its characters is a token of its own, so that one
 * or two of them can be found. */
static gboolean
stands_alone (gunichar c)
{
  if (is_ideograph (c))
    return TRUE;
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_BOPOMOFO:
      return TRUE;
    default:
      return FALSE;
    }
}

/* One form for full-width and half-width, upper and lower case. */
static char *
normalise (const char *valid, gssize length)
{
  g_autofree char *folded = g_utf8_casefold (valid, length);

  return g_utf8_normalize (folded, -1, G_NORMALIZE_ALL_COMPOSE);
}

static void
append_spaced (GString *string, const char *text, const char *end)
{
  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean alone = stands_alone (c);
      gboolean spaced = string->len == 0 || string->str[string->len - 1] == ' ';

      if (!alone && !g_unichar_isalnum (c))
        {
          if (!spaced)
            g_string_append_c (string, ' ');
          continue;
        }
      if (alone && !spaced)
        g_string_append_c (string, ' ');
      g_string_append_len (string, p, g_utf8_next_char (p) - p);
      if (alone)
        g_string_append_c (string, ' ');
    }
}

static void
append_text (GString *string, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  const char *p = valid;

  while (*p != '\0')
    {
      const char *start = p;
      g_autofree char *normal = NULL;

      while (is_ideograph (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      append_spaced (string, start, p);
      start = p;
      while (*p != '\0' && !is_ideograph (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      normal = normalise (start, p - start);
      append_spaced (string, normal, normal + strlen (normal));
    }
  if (string->len > 0 && string->str[string->len - 1] != ' ')
    g_string_append_c (string, ' ');
}

/**
 * zp_search_make_words:
 * @record: a form
 *
 * Returns: (transfer full): all its texts as the search keeps them
 */
char *
zp_search_make_words (const ZpStoreRecord *record)
{
  GString *string = g_string_new (NULL);

  append_text (string, record->project);
  append_text (string, record->unit);
  append_text (string, record->department);
  append_text (string, record->year);
  append_text (string, record->search_text);
  return g_string_free (string, FALSE);
}

/**
 * zp_search_make_pinyin:
 * @record: a form
 *
 * Returns: (transfer full): what its project, unit and department can be found by in pinyin
 */
char *
zp_search_make_pinyin (const ZpStoreRecord *record)
{
  GString *string = g_string_new (NULL);

  zp_pinyin_append_beginnings (string, record->project);
  zp_pinyin_append_beginnings (string, record->unit);
  if (g_strcmp0 (record->unit, record->department) != 0)
    zp_pinyin_append_beginnings (string, record->department);
  return g_string_free (string, FALSE);
}

/* The tokens of each word, without those that have none. */
static GPtrArray *
split_words (const char *words)
{
  g_autofree char *valid = g_utf8_make_valid (words, -1);
  g_autofree char *normal = normalise (valid, -1);
  g_auto (GStrv) parts = g_strsplit_set (normal, " \t\n\r", -1);
  GPtrArray *phrases = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; parts[i] != NULL && phrases->len < WORDS_MAX; i++)
    {
      GString *phrase = g_string_new (NULL);

      append_spaced (phrase, parts[i], parts[i] + strlen (parts[i]));
      g_strchomp (phrase->str);
      if (*phrase->str != '\0')
        g_ptr_array_add (phrases, g_string_free (phrase, FALSE));
      else
        g_string_free (phrase, TRUE);
    }
  return phrases;
}

/* Letters alone may be pinyin, which is kept as all that can be typed from a character on. */
static gboolean
may_be_pinyin (const char *phrase)
{
  gsize length = strspn (phrase, "abcdefghijklmnopqrstuvwxyz");

  return length > 1 && phrase[length] == '\0';
}

/* Whether the phrase may go on.  A single letter or digit begins too many words: looking through
 * them all takes longer than typing the next. */
static gboolean
is_open_ended (const char *phrase)
{
  const char *end = phrase + strlen (phrase);
  const char *last = g_utf8_find_prev_char (phrase, end);
  const char *before = g_utf8_find_prev_char (phrase, last);

  return !stands_alone (g_utf8_get_char (last)) && before != NULL && *before != ' ';
}

/**
 * zp_search_make_query:
 * @words: what somebody typed
 *
 * Makes a full-text query: every word must be there, and the last one that is not Chinese and has
 * two letters or digits may be the beginning of a word, because it may not be typed to its end yet;
 * so may all words of letters alone, for they may be pinyin.
 *
 * Returns: (transfer full) (nullable): the query, %NULL when nothing can be looked for
 */
char *
zp_search_make_query (const char *words)
{
  g_autoptr (GPtrArray) phrases = split_words (words);
  g_autoptr (GString) query = g_string_new (NULL);
  guint open_ended = phrases->len;

  for (guint i = phrases->len; i-- > 0 && open_ended == phrases->len;)
    {
      if (is_open_ended (g_ptr_array_index (phrases, i)))
        open_ended = i;
    }
  for (guint i = 0; i < phrases->len; i++)
    g_string_append_printf (
        query, "%s\"%s\"%s", i > 0 ? " AND " : "", (const char *) g_ptr_array_index (phrases, i),
        i == open_ended || may_be_pinyin (g_ptr_array_index (phrases, i)) ? " *" : "");
  if (query->len == 0)
    return NULL;
  return g_string_free (g_steal_pointer (&query), FALSE);
}

/**
 * zp_search_write:
 * @db: a connection in a transaction
 * @serial: the serial of a form
 * @words: what zp_search_make_words() gave
 * @pinyin: (nullable): initials
 * @error: return location
 *
 * Returns: whether the form can be found now
 */
gboolean
zp_search_write (
    ZpDatabase *db, gint64 serial, const char *words, const char *pinyin, GError **error)
{
  g_autoptr (ZpKeptStatement) statement = NULL;

  statement = zp_database_borrow (
      db, "INSERT INTO search (rowid, words, pinyin) VALUES (?1, ?2, ?3)", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, serial);
  zp_statement_bind_text (statement, 2, words);
  zp_statement_bind_text (statement, 3, pinyin);
  return zp_database_run (db, statement, error);
}

/**
 * zp_search_erase:
 * @db: a connection in a transaction
 * @serial: the serial of a form
 * @error: return location
 *
 * Returns: whether the form cannot be found any more
 */
gboolean
zp_search_erase (ZpDatabase *db, gint64 serial, GError **error)
{
  g_autoptr (ZpKeptStatement) statement = NULL;

  statement = zp_database_borrow (db, "DELETE FROM search WHERE rowid = ?1", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, serial);
  return zp_database_run (db, statement, error);
}

static int
compare_changed (gconstpointer a, gconstpointer b)
{
  const ZpStoreRecord *first = *(ZpStoreRecord *const *) a;
  const ZpStoreRecord *second = *(ZpStoreRecord *const *) b;

  return (first->changed < second->changed) - (first->changed > second->changed);
}

static gboolean
collect (ZpDatabase *db, sqlite3_stmt *statement, GPtrArray *records, GError **error)
{
  gboolean row = TRUE;

  while (row)
    {
      if (!zp_database_step (db, statement, &row, error))
        return FALSE;
      if (row)
        g_ptr_array_add (records, zp_store_record_new_from_row (statement));
    }
  return TRUE;
}

static gboolean
is_blank (const char *words)
{
  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!g_unichar_isspace (g_utf8_get_char (p)))
        return FALSE;
    }
  return TRUE;
}

/**
 * zp_store_search:
 * @self: a store
 * @words: UTF-8 words separated by spaces, all of which must be in a form
 * @limit: the largest number of results
 * @error: return location
 *
 * Finds forms outside the recycle bin.  Full and half width and the case of letters are the same;
 * Chinese is found from one character on, project, unit and department also by pinyin: initials or
 * whole syllables of any part.  Without a word all forms are found; punctuation alone
 * finds nothing.
 *
 * Returns: (transfer container) (element-type ZpStoreRecord): the forms without their documents,
 *   last changed first
 */
GPtrArray *
zp_store_search (ZpStore *self, const char *words, guint limit, GError **error)
{
  g_autofree char *query = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;

  g_return_val_if_fail (ZP_IS_STORE (self), NULL);
  g_return_val_if_fail (words != NULL, NULL);

  records = g_ptr_array_new_with_free_func ((GDestroyNotify) zp_store_record_free);
  query = zp_search_make_query (words);
  if (query == NULL && !is_blank (words))
    return g_steal_pointer (&records);
  /* Both walk along the serials from the newest on, and stop at the limit. */
  locker = g_mutex_locker_new (&self->reader->lock);
  statement = zp_database_prepare (
      self->reader,
      query != NULL ? "SELECT " ZP_RECORD_COLUMNS
                      " FROM search CROSS JOIN forms ON forms.serial = search.rowid"
                      " WHERE search MATCH ?2 AND deleted = 0 ORDER BY search.rowid DESC LIMIT ?1"
                    : "SELECT " ZP_RECORD_COLUMNS
                      " FROM forms WHERE deleted = 0 ORDER BY serial DESC LIMIT ?1",
      error);
  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, limit);
  if (query != NULL)
    zp_statement_bind_text (statement, 2, query);
  if (!collect (self->reader, statement, records, error))
    return NULL;
  g_ptr_array_sort (records, compare_changed);
  return g_steal_pointer (&records);
}

/**
 * zp_store_search_ids:
 * @self: a store
 * @words: as for zp_store_search()
 * @error: return location
 *
 * Finds all forms that zp_store_search() finds, for a list that is in memory already.
 *
 * Returns: (transfer full): a set of their ids
 */
GHashTable *
zp_store_search_ids (ZpStore *self, const char *words, GError **error)
{
  g_autofree char *query = NULL;
  g_autoptr (GHashTable) ids = NULL;
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean row = TRUE;

  g_return_val_if_fail (ZP_IS_STORE (self), NULL);
  g_return_val_if_fail (words != NULL, NULL);

  ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  query = zp_search_make_query (words);
  if (query == NULL && !is_blank (words))
    return g_steal_pointer (&ids);
  locker = g_mutex_locker_new (&self->reader->lock);
  statement
      = zp_database_prepare (self->reader,
                             query != NULL ? "SELECT id FROM forms WHERE deleted = 0 AND serial IN"
                                             " (SELECT rowid FROM search WHERE search MATCH ?1)"
                                           : "SELECT id FROM forms WHERE deleted = 0",
                             error);
  if (statement == NULL)
    return NULL;
  if (query != NULL)
    zp_statement_bind_text (statement, 1, query);
  while (row)
    {
      if (!zp_database_step (self->reader, statement, &row, error))
        return NULL;
      if (row)
        g_hash_table_add (ids, zp_statement_dup_text (statement, 0));
    }
  return g_steal_pointer (&ids);
}
