/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-library-filter.h"

#include "zp-words.h"

struct _ZpLibraryFilter
{
  GtkFilter parent_instance;

  /* Owned */
  char *word;
  char *year;        /* NULL for every year */
  GHashTable *found; /* set of ids; NULL without a search */

  ZpFacet facet;
};

G_DEFINE_FINAL_TYPE (ZpLibraryFilter, zp_library_filter, GTK_TYPE_FILTER)

/**
 * zp_facet_matches:
 * @facet: what to narrow to
 * @word: (nullable): the grade or the unit
 * @item: a form
 *
 * Returns: whether the form belongs to it
 */
gboolean
zp_facet_matches (ZpFacet facet, const char *word, ZpFormItem *item)
{
  const ZpStoreRecord *record = zp_form_item_get_record (item);
  int days;

  switch (facet)
    {
    case ZP_FACET_ALL:
      return TRUE;
    case ZP_FACET_DRAFT:
      return record->state == ZP_FORM_STATE_DRAFT;
    case ZP_FACET_SUBMITTED:
      return record->state == ZP_FORM_STATE_SUBMITTED;
    case ZP_FACET_RETURNED:
      return record->state == ZP_FORM_STATE_RETURNED;
    case ZP_FACET_APPROVED:
      return record->state == ZP_FORM_STATE_APPROVED;
    case ZP_FACET_ERRORS:
      return record->errors > 0;
    case ZP_FACET_WARNINGS:
      return record->errors == 0 && record->warnings > 0;
    case ZP_FACET_RED:
      return record->lamp == ZP_LAMP_RED;
    case ZP_FACET_YELLOW:
      return record->lamp == ZP_LAMP_YELLOW;
    case ZP_FACET_SOON:
      return zp_form_item_get_days_left (item, zp_words_today (), &days) && days >= 0
             && days <= ZP_DAYS_SOON;
    case ZP_FACET_LATE:
      return zp_form_item_get_days_left (item, zp_words_today (), &days) && days < 0;
    case ZP_FACET_SURPLUS:
      return zp_form_item_is_surplus (item);
    case ZP_FACET_RECENT:
      return zp_form_item_get_recent (item) > 0;
    case ZP_FACET_GRADE:
      return g_strcmp0 (record->grade, word) == 0;
    case ZP_FACET_UNIT:
      return g_strcmp0 (record->unit, word) == 0;
    default:
      return TRUE;
    }
}

static gboolean
zp_library_filter_match (GtkFilter *filter, gpointer object)
{
  ZpLibraryFilter *self = ZP_LIBRARY_FILTER (filter);
  const ZpStoreRecord *record = zp_form_item_get_record (object);

  return (self->year == NULL || g_strcmp0 (self->year, record->year) == 0)
         && zp_facet_matches (self->facet, self->word, object)
         && (self->found == NULL || g_hash_table_contains (self->found, record->id));
}

static GtkFilterMatch
zp_library_filter_get_strictness (GtkFilter *filter)
{
  return zp_library_filter_is_open (ZP_LIBRARY_FILTER (filter)) ? GTK_FILTER_MATCH_ALL
                                                                : GTK_FILTER_MATCH_SOME;
}

static void
zp_library_filter_finalize (GObject *object)
{
  ZpLibraryFilter *self = ZP_LIBRARY_FILTER (object);

  g_free (self->word);
  g_free (self->year);
  g_clear_pointer (&self->found, g_hash_table_unref);
  G_OBJECT_CLASS (zp_library_filter_parent_class)->finalize (object);
}

static void
zp_library_filter_class_init (ZpLibraryFilterClass *klass)
{
  GtkFilterClass *filter_class = GTK_FILTER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = zp_library_filter_finalize;
  filter_class->match = zp_library_filter_match;
  filter_class->get_strictness = zp_library_filter_get_strictness;
}

static void
zp_library_filter_init (ZpLibraryFilter *self)
{
}

/** zp_library_filter_new: (transfer full): a filter that lets every form through. */
ZpLibraryFilter *
zp_library_filter_new (void)
{
  return g_object_new (ZP_TYPE_LIBRARY_FILTER, NULL);
}

/** zp_library_filter_set_facet: narrows to @facet; @word is the grade or the unit. */
void
zp_library_filter_set_facet (ZpLibraryFilter *self, ZpFacet facet, const char *word)
{
  g_return_if_fail (ZP_IS_LIBRARY_FILTER (self));

  if (self->facet == facet && g_strcmp0 (self->word, word) == 0)
    return;
  self->facet = facet;
  g_free (self->word);
  self->word = g_strdup (word);
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

/** zp_library_filter_get_facet: what it narrows to; @out_word is borrowed. */
ZpFacet
zp_library_filter_get_facet (ZpLibraryFilter *self, const char **out_word)
{
  g_return_val_if_fail (ZP_IS_LIBRARY_FILTER (self), ZP_FACET_ALL);

  if (out_word != NULL)
    *out_word = self->word;
  return self->facet;
}

/** zp_library_filter_set_year: narrows to a year, %NULL for every year. */
void
zp_library_filter_set_year (ZpLibraryFilter *self, const char *year)
{
  g_return_if_fail (ZP_IS_LIBRARY_FILTER (self));

  if (g_strcmp0 (self->year, year) == 0)
    return;
  g_free (self->year);
  self->year = g_strdup (year);
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

/** zp_library_filter_get_year: (transfer none) (nullable): the year, %NULL for every year. */
const char *
zp_library_filter_get_year (ZpLibraryFilter *self)
{
  g_return_val_if_fail (ZP_IS_LIBRARY_FILTER (self), NULL);

  return self->year;
}

/** zp_library_filter_set_found: (param ids): (transfer full) (nullable): the set of ids that a search found. */
void
zp_library_filter_set_found (ZpLibraryFilter *self, GHashTable *ids)
{
  g_return_if_fail (ZP_IS_LIBRARY_FILTER (self));

  if (self->found == NULL && ids == NULL)
    return;
  g_clear_pointer (&self->found, g_hash_table_unref);
  self->found = ids;
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

/** zp_library_filter_is_open: whether it lets every form through. */
gboolean
zp_library_filter_is_open (ZpLibraryFilter *self)
{
  g_return_val_if_fail (ZP_IS_LIBRARY_FILTER (self), FALSE);

  return self->year == NULL && self->found == NULL && self->facet == ZP_FACET_ALL;
}
