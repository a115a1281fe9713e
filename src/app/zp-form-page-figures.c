/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-form-page-private.h"

#include "zp-entry-habits.h"
#include "zp-form-weights.h"

#include <glib/gi18n.h>

/* Weights shared out, and sums worked out: what would else be done with a calculator. */

static ZpForm *
form_of (ZpFormPage *self)
{
  return zp_session_get_form (self->session);
}

/* --- weights --- */

/* The row of the indicators with the focus; NULL in another table, or in a row that is not there yet. */
static char *
dup_indicator (ZpFormPage *self)
{
  const ZpTableSpec *table = zp_template_get_indicators (zp_form_get_template (form_of (self)));
  ZpCell *cell = zp_table_view_get_focus_cell (self->table);
  const char *address = cell != NULL ? zp_cell_get_address (cell) : NULL;
  g_auto (GStrv) parts = address != NULL ? g_strsplit (address, "/", 3) : NULL;

  if (table == NULL || table->roles[ZP_ROLE_WEIGHT] == NULL || parts == NULL
      || g_strv_length (parts) != 3 || !g_str_equal (parts[0], table->key) || *parts[1] == '+')
    return NULL;
  return g_strdup (parts[1]);
}

static void
share (ZpFormPage *self, ZpShareScope scope)
{
  g_autofree char *row = dup_indicator (self);
  g_autoptr (GError) error = NULL;

  if (row == NULL)
    return;
  zp_form_end_typing (form_of (self));
  if (!zp_form_share_weights (form_of (self), row, scope, &error))
    {
      zp_form_page_toast (self, error->message);
      return;
    }
  zp_cell_reload (zp_table_view_get_focus_cell (self->table));
  zp_form_page_toast (self, _ ("Weights shared out; Ctrl+Z takes it back"));
}

static void
share_level1_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  share (user_data, ZP_SHARE_LEVEL1);
}

static void
share_level2_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  share (user_data, ZP_SHARE_LEVEL2);
}

static void
share_missing_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  share (user_data, ZP_SHARE_MISSING);
}

/* --- sums --- */

/* On leaving the cell a sum becomes what it comes to; the same step of undo takes both back. */
static void
left_cb (ZpTableView *table, ZpCell *cell, ZpFormPage *self)
{
  const ZpSheetCell *shown = zp_cell_get_cell (cell);
  g_autofree char *address = NULL;
  char *sum;

  if (self->session == NULL || shown == NULL || shown->spec == NULL
      || shown->spec->type != ZP_TYPE_AMOUNT || shown->address == NULL
      || zp_cell_is_composing (cell))
    return;
  address = g_strdup (shown->address);
  if (!zp_entry_sum (zp_form_get (form_of (self), address), shown->spec->unit_factor, &sum))
    return;
  (void) zp_form_set (form_of (self), address, sum, NULL, NULL);
  g_free (sum);
}

/* --- all together --- */

/** zp_form_page_update_sharing: weights are shared only where there are any. */
void
zp_form_page_update_sharing (ZpFormPage *self)
{
  static const char *const names[] = { "share-level1", "share-level2", "share-missing" };
  g_autofree char *row = dup_indicator (self);
  gboolean possible = row != NULL && !zp_form_is_read_only (form_of (self));

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), names[i])),
        possible);
}

/** zp_form_page_add_sharing: makes the actions; connects before the page saves what is left. */
void
zp_form_page_add_sharing (ZpFormPage *self)
{
  static const GActionEntry entries[] = {
    { .name = "share-level1", .activate = share_level1_action },
    { .name = "share-level2", .activate = share_level2_action },
    { .name = "share-missing", .activate = share_missing_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  g_signal_connect (self->table, "left", G_CALLBACK (left_cb), self);
}
