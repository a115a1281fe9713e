/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-traces.h"

#include "zp-checks-private.h"
#include "zp-form-facts.h"
#include "zp-text-private.h"

#include <string.h>

/* What of a form may stand in others too, as hashes, so that ten thousand forms are looked through
 * without reading one of them.  Hashes and the packed form are kept in databases: whoever changes
 * them must count %PACKED_VERSION up and have the records evaluated anew. */

#define PACKED_VERSION 1
/* Version, kind of the form, number of traces. */
#define PACKED_HEAD 4
/* Hash and mark. */
#define PACKED_ENTRY 12

/* Shorter sentences are like each other by chance: 项目已完成。 */
#define SENTENCE_CHARS 14
#define MOST_TRACES 400

static void
clear_trace (ZpTrace *trace)
{
  g_free (trace->address);
  g_free (trace->text);
  g_free (trace->actual);
}

/** zp_traces_new: (transfer full) (element-type ZpTrace): no traces yet. */
GArray *
zp_traces_new (void)
{
  GArray *traces = g_array_new (FALSE, FALSE, sizeof (ZpTrace));

  g_array_set_clear_func (traces, (GDestroyNotify) clear_trace);
  return traces;
}

/* FNV-1a */
static gint64
hash_text (const char *salt, const char *text)
{
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037);

  for (const char *p = salt; *p != '\0'; p++)
    hash = (hash ^ (guchar) *p) * G_GUINT64_CONSTANT (1099511628211);
  for (const char *p = text; *p != '\0'; p++)
    hash = (hash ^ (guchar) *p) * G_GUINT64_CONSTANT (1099511628211);
  return (gint64) (hash >> 1);
}

static void
add_trace (GArray *traces,
           ZpTraceKind kind,
           gint64 hash,
           const char *address,
           const char *text,
           const char *actual)
{
  ZpTrace trace = { hash, kind, g_strdup (address), g_strdup (text), g_strdup (actual) };

  g_array_append_val (traces, trace);
}

/* --- sentences --- */

static gboolean
ends_sentence (gunichar c)
{
  return c == '\n' || c == ';'
         || c == 0x3002 /* 。 */ || c == 0xff1b /* ； */ || c == 0xff01 /* ！ */;
}

/* Letters and digits only, so that spaces and commas hide nothing. */
static void
take_sentence (GArray *traces, const char *address, const char *start, const char *end)
{
  g_autoptr (GString) plain = g_string_new ("s");
  guint n = 0;

  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalnum (c))
        continue;
      g_string_append_unichar (plain, g_unichar_tolower (c));
      n++;
    }
  if (n >= SENTENCE_CHARS && traces->len < MOST_TRACES)
    add_trace (traces, ZP_TRACE_SENTENCE, hash_text ("sentence", plain->str), address, "", "");
}

static void
take_sentences (GArray *traces, const char *address, const char *text)
{
  const char *start = text;
  const char *p = text;

  for (; *p != '\0'; p = g_utf8_next_char (p))
    if (ends_sentence (g_utf8_get_char (p)))
      {
        take_sentence (traces, address, start, p);
        start = g_utf8_next_char (p);
      }
  take_sentence (traces, address, start, p);
}

static void
take_rows (GArray *traces, const ZpForm *form, const ZpTableSpec *table)
{
  guint n = zp_form_get_n_rows (form, table->key);

  for (guint i = 0; i < n; i++)
    {
      const ZpRow *row = zp_form_get_row (form, table->key, i);

      for (guint j = 0; j < table->columns->len; j++)
        {
          const ZpColumnSpec *column = g_ptr_array_index (table->columns, j);
          g_autofree char *address = NULL;

          if (column->type != ZP_TYPE_PARAGRAPH || column->role == ZP_ROLE_LEVEL3)
            continue;
          address = zp_check_cell (table->key, row->id, column->key);
          take_sentences (traces, address, zp_row_get (row, column->key));
        }
    }
}

/* --- indicators --- */

static void
take_measured (GArray *traces,
               const ZpForm *form,
               const ZpTableSpec *indicators,
               const ZpScoreLine *line,
               const char *name)
{
  g_autofree char *salt = NULL;
  g_autofree char *address = NULL;

  if (line->target_quantity.kind != ZP_QUANTITY_NUMBER || zp_check_is_placeholder (line->level3))
    return;
  salt = g_strconcat ("indicator/", zp_form_get_field (form, "unit"), "/", NULL);
  address = zp_check_cell (indicators->key, line->row_id, indicators->roles[ZP_ROLE_TARGET]->key);
  add_trace (traces, ZP_TRACE_INDICATOR, hash_text (salt, name), address,
             line->target_quantity.unit, line->actual);
}

/* Name and target.  Where the name is only a label (指标1) the target has it. */
static void
take_row (GArray *traces, const ZpTableSpec *indicators, const ZpScoreLine *line, const char *name)
{
  const ZpColumnSpec *level3 = indicators->roles[ZP_ROLE_LEVEL3];
  g_autofree char *address = NULL;
  g_autofree char *key = NULL;
  ZpPlain target;

  zp_plain_init (&target, line->target);
  zp_plain_trim (&target);
  if (level3 == NULL || target.length == 0)
    return;
  if (zp_check_is_placeholder (line->level3))
    {
      if (line->target_quantity.kind != ZP_QUANTITY_WORDS && !zp_check_names_itself (line))
        return;
      name = "";
    }
  key = g_strconcat (name, "\n", target.text, NULL);
  address = zp_check_cell (indicators->key, line->row_id, level3->key);
  add_trace (traces, ZP_TRACE_ROW, hash_text ("row", key), address, "", "");
}

static void
take_indicator (GArray *traces,
                const ZpForm *form,
                const ZpScorecard *card,
                const ZpScoreLine *line)
{
  const ZpTableSpec *indicators = zp_template_get_indicators (card->template_);
  ZpPlain name;

  zp_plain_init (&name, line->level3);
  zp_plain_trim (&name);
  if (name.length == 0 || indicators->roles[ZP_ROLE_TARGET] == NULL)
    return;
  take_measured (traces, form, indicators, line, name.text);
  take_row (traces, indicators, line, name.text);
}

/**
 * zp_traces_list:
 * @form: a form
 * @card: its scorecard
 *
 * Returns: (transfer full) (element-type ZpTrace): its sentences and indicators
 */
GArray *
zp_traces_list (const ZpForm *form, const ZpScorecard *card)
{
  GArray *traces = zp_traces_new ();
  GPtrArray *fields = zp_template_get_fields (card->template_);
  GPtrArray *tables = zp_template_get_tables (card->template_);

  for (guint i = 0; i < fields->len; i++)
    {
      const ZpColumnSpec *field = g_ptr_array_index (fields, i);

      if (field->type == ZP_TYPE_PARAGRAPH)
        take_sentences (traces, field->key, zp_form_get_field (form, field->key));
    }
  for (guint i = 0; i < tables->len; i++)
    take_rows (traces, form, g_ptr_array_index (tables, i));
  for (guint i = 0; i < card->lines->len && traces->len < MOST_TRACES; i++)
    take_indicator (traces, form, card, &g_array_index (card->lines, ZpScoreLine, i));
  return traces;
}

/* --- packed --- */

/** zp_trace_get_mark: what tells traces of one hash apart: their kind and their text. */
guint32
zp_trace_get_mark (const ZpTrace *trace)
{
  return (guint32) trace->kind | (guint32) hash_text ("mark", trace->text) << 8;
}

/**
 * zp_traces_pack:
 * @form: a form
 * @card: its scorecard
 *
 * Returns: (transfer full): its traces as they are kept: the hashes, then what indicators say;
 * where each stands is left out
 */
GBytes *
zp_traces_pack (const ZpForm *form, const ZpScorecard *card)
{
  g_autoptr (GArray) traces = zp_traces_list (form, card);
  GByteArray *packed = g_byte_array_new ();
  const guint8 head[PACKED_HEAD] = { PACKED_VERSION,
                                     zp_form_get_kind (form) == ZP_FORM_PROJECT
                                         && *zp_form_get_field (form, "project_name") != '\0',
                                     traces->len & 0xff, traces->len >> 8 };

  g_byte_array_append (packed, head, sizeof head);
  for (guint i = 0; i < traces->len; i++)
    {
      const ZpTrace *trace = &g_array_index (traces, ZpTrace, i);
      guint64 hash = GUINT64_TO_LE ((guint64) trace->hash);
      guint32 mark = GUINT32_TO_LE (zp_trace_get_mark (trace));

      g_byte_array_append (packed, (const guint8 *) &hash, sizeof hash);
      g_byte_array_append (packed, (const guint8 *) &mark, sizeof mark);
    }
  for (guint i = 0; i < traces->len; i++)
    {
      const ZpTrace *trace = &g_array_index (traces, ZpTrace, i);
      const char *const texts[] = { trace->text, trace->actual };

      for (gsize j = 0; trace->kind == ZP_TRACE_INDICATOR && j < G_N_ELEMENTS (texts); j++)
        g_byte_array_append (packed, (const guint8 *) texts[j], strlen (texts[j]) + 1);
    }
  return g_byte_array_free_to_bytes (packed);
}

/**
 * zp_packed_init:
 * @self: (out): the head
 * @data: packed traces, which must outlive @self
 * @size: their bytes
 *
 * Returns: whether they are packed as this version packs them, and whole
 */
gboolean
zp_packed_init (ZpPacked *self, gconstpointer data, gsize size)
{
  const guint8 *bytes = data;
  guint n;

  if (size < PACKED_HEAD || bytes[0] != PACKED_VERSION)
    return FALSE;
  n = bytes[2] | bytes[3] << 8;
  if (size - PACKED_HEAD < (gsize) n * PACKED_ENTRY)
    return FALSE;
  self->is_project = bytes[1] != 0;
  self->n = n;
  self->entries = bytes + PACKED_HEAD;
  self->texts = (const char *) self->entries + (gsize) n * PACKED_ENTRY;
  self->end = (const char *) bytes + size;
  return self->texts == self->end || self->end[-1] == '\0';
}

gint64
zp_packed_get_hash (const ZpPacked *self, guint index)
{
  guint64 hash;

  memcpy (&hash, self->entries + (gsize) index * PACKED_ENTRY, sizeof hash);
  return (gint64) GUINT64_FROM_LE (hash);
}

guint32
zp_packed_get_mark (const ZpPacked *self, guint index)
{
  guint32 mark;

  memcpy (&mark, self->entries + (gsize) index * PACKED_ENTRY + sizeof (guint64), sizeof mark);
  return GUINT32_FROM_LE (mark);
}

/**
 * zp_traces_unpack:
 * @data: packed traces
 * @size: their bytes
 * @traces: (element-type ZpTrace): where they are added, without addresses
 *
 * Returns: whether they could be read
 */
gboolean
zp_traces_unpack (gconstpointer data, gsize size, GArray *traces)
{
  ZpPacked packed;
  const char *p;

  if (!zp_packed_init (&packed, data, size))
    return FALSE;
  p = packed.texts;
  for (guint i = 0; i < packed.n; i++)
    {
      ZpTraceKind kind = (ZpTraceKind) (zp_packed_get_mark (&packed, i) & 0xff);
      const char *texts[2] = { "", "" };

      for (gsize j = 0; kind == ZP_TRACE_INDICATOR && j < G_N_ELEMENTS (texts); j++)
        {
          if (p >= packed.end)
            return FALSE;
          texts[j] = p;
          p += strlen (p) + 1;
          if (!g_utf8_validate (texts[j], -1, NULL))
            return FALSE;
        }
      add_trace (traces, kind, zp_packed_get_hash (&packed, i), "", texts[0], texts[1]);
    }
  return TRUE;
}
