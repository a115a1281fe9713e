/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-library-page-private.h"

#include "zp-batch-dialog.h"
#include "zp-library-columns.h"
#include "zp-sample-dialog.h"
#include "zp-settings.h"
#include "zp-unit-item.h"

#include <glib/gi18n.h>

/* The list as the supervisor's board: units, the worst first, what is missing. */

/* What was opened lately, numbered; the settings have the ids. */
static void
number_recent (ZpLibraryPage *self)
{
  g_auto (GStrv) ids = zp_settings_dup_strings ("recent-forms");

  for (gsize i = 0; self->recent != NULL && self->recent[i] != NULL; i++)
    {
      ZpFormItem *item = zp_library_find (self->library, self->recent[i]);

      if (item != NULL)
        zp_form_item_set_recent (item, 0);
    }
  for (guint i = 0; ids[i] != NULL; i++)
    {
      ZpFormItem *item = zp_library_find (self->library, ids[i]);

      if (item != NULL)
        zp_form_item_set_recent (item, i + 1);
    }
  g_strfreev (self->recent);
  self->recent = g_steal_pointer (&ids);
}

static gboolean
has_due_days (ZpLibraryPage *self)
{
  GPtrArray *lines = zp_library_get_lines (self->library);

  for (guint i = 0; i < lines->len; i++)
    {
      const ZpYearLine *line = g_ptr_array_index (lines, i);

      if (*line->due != '\0' && !line->draft)
        return TRUE;
    }
  return FALSE;
}

/* (transfer full) (nullable) */
static char *
word_missing (ZpLibraryPage *self)
{
  const char *year = zp_library_filter_get_year (self->filter);
  guint missing = 0;
  guint units = 0;
  GPtrArray *all;
  g_autofree char *forms = NULL;

  if (zp_library_get_lines (self->library)->len == 0)
    return NULL;
  all = zp_year_list_get_units (zp_library_get_year_list (self->library));
  for (guint i = 0; i < all->len; i++)
    {
      const ZpYearUnit *unit = g_ptr_array_index (all, i);

      if (year != NULL && !g_str_equal (unit->year, year))
        continue;
      missing += unit->n_missing;
      units += unit->n_missing > 0;
    }
  if (missing == 0)
    return NULL;
  forms
      = g_strdup_printf (ngettext ("%u form is missing", "%u forms are missing", missing), missing);
  /* Translators: “3 forms are missing”, then how many units they belong to */
  return g_strdup_printf (ngettext ("%s in %u unit", "%s in %u units", units), forms, units);
}

/** _zp_library_page_update_board: shows what belongs to the board, after forms or the list changed.
 */
void
_zp_library_page_update_board (ZpLibraryPage *self)
{
  g_autofree char *missing = word_missing (self);

  number_recent (self);
  zp_library_columns_show_due (self->view, has_due_days (self));
  zp_board_bar_set_note (self->board_bar, missing);
  _zp_library_page_update_units (self);
}

/** _zp_library_page_update_units: sums up the forms that are shown, when their units are looked at.
 */
void
_zp_library_page_update_units (ZpLibraryPage *self)
{
  gboolean listed = zp_library_get_lines (self->library)->len > 0
                    && zp_library_filter_get_facet (self->filter, NULL) == ZP_FACET_ALL;

  if (!self->shows_units)
    return;
  zp_unit_view_set_units (
      self->unit_view, zp_unit_items_new (G_LIST_MODEL (self->shown),
                                          listed ? zp_library_get_year_list (self->library) : NULL,
                                          zp_library_filter_get_year (self->filter)));
}

/** _zp_library_page_set_view: shows “units”, or “forms”. */
void
_zp_library_page_set_view (ZpLibraryPage *self, const char *view)
{
  gboolean units = g_strcmp0 (view, "units") == 0;

  if (self->shows_units == units)
    return;
  self->shows_units = units;
  _zp_library_page_update_units (self);
  _zp_library_page_update_pages (self);
  g_object_notify (G_OBJECT (self), "view");
}

/** _zp_library_page_unit_activated: shows the forms of @unit. */
void
_zp_library_page_unit_activated (ZpLibraryPage *self, const char *unit)
{
  zp_library_page_pick (self, ZP_FACET_UNIT, unit);
  _zp_library_page_set_view (self, "forms");
  zp_library_page_focus_list (self);
}

/** _zp_library_page_set_worst_first: orders the forms by what wants attention, or by the last
 * change. */
void
_zp_library_page_set_worst_first (ZpLibraryPage *self, gboolean worst_first)
{
  if (self->worst_first == worst_first)
    return;
  self->sorting = TRUE;
  zp_library_columns_sort (self->view, worst_first);
  self->sorting = FALSE;
  self->worst_first = worst_first;
  g_object_notify (G_OBJECT (self), "worst-first");
}

/** _zp_library_page_sorter_changed: a heading was clicked, so that another order holds. */
void
_zp_library_page_sorter_changed (ZpLibraryPage *self, GtkSorterChange change)
{
  if (self->sorting || !self->worst_first)
    return;
  self->worst_first = FALSE;
  g_object_notify (G_OBJECT (self), "worst-first");
}

/** _zp_library_page_review: does @action with the selected forms, in a dialog. */
void
_zp_library_page_review (ZpLibraryPage *self, ZpReviewAction action)
{
  g_autoptr (GListModel) forms = _zp_library_page_get_selected_items (self);

  if (g_list_model_get_n_items (forms) > 0)
    gtk_window_present (GTK_WINDOW (zp_batch_dialog_new (
        GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->library, forms, action)));
}

/** _zp_library_page_review_action: the action “library.review”, with the word of what to do. */
void
_zp_library_page_review_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *word = g_variant_get_string (parameter, NULL);

  for (int action = 0; action < ZP_N_REVIEW_ACTIONS; action++)
    {
      if (g_str_equal (zp_review_action_to_string (action), word))
        _zp_library_page_review (ZP_LIBRARY_PAGE (widget), action);
    }
}

static void
sample_chosen_cb (ZpLibraryPage *self, char **ids)
{
  zp_library_page_select_all_of (self, (const char *const *) ids);
}

/** _zp_library_page_sample_action: proposes which of the forms that are shown to look at closely.
 */
void
_zp_library_page_sample_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpLibraryPage *self = ZP_LIBRARY_PAGE (widget);
  ZpSampleDialog *dialog = zp_sample_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                                 G_LIST_MODEL (self->shown));

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (sample_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}
