/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-form-page-private.h"

#include "zp-entry-habits.h"
#include "zp-pinyin.h"

#include <glib/gi18n.h>
#include <string.h>

/* Suggestions while typing: indicators that the office used before, and how a number is understood. */

#define MAX_SUGGESTIONS 7
/* So many of the most used names are compared with initials. */
#define MAX_SPELLED 400

static ZpForm *
form_of (ZpFormPage *self)
{
  return zp_session_get_form (self->session);
}

static void
forget (ZpFormPage *self)
{
  g_clear_pointer (&self->known, g_ptr_array_unref);
  zp_suggestions_clear (self->suggestions);
}

/* --- indicators --- */

static char *
word_known (const ZpKnownIndicator *known)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (*known->target != '\0')
    g_ptr_array_add (parts, g_strdup_printf ("%s%s%s", known->nature, known->target, known->unit));
  if (*known->weight != '\0')
    g_ptr_array_add (parts, g_strdup_printf (_ ("weight %s"), known->weight));
  g_ptr_array_add (
      parts, g_strdup_printf (ngettext ("in %u form", "in %u forms", known->used), known->used));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static gboolean
may_be_initials (const char *text)
{
  gsize n = strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

  return n >= 2 && text[n] == '\0';
}

static gboolean
has_initials (const char *name, const char *wanted)
{
  g_autofree char *spelled = zp_pinyin_spell (name);
  g_auto (GStrv) syllables = g_strsplit (spelled, " ", -1);
  g_autoptr (GString) initials = g_string_new (NULL);
  g_autofree char *lower = g_ascii_strdown (wanted, -1);

  for (guint i = 0; syllables[i] != NULL; i++)
    if (*syllables[i] != '\0')
      g_string_append_c (initials, g_ascii_tolower (*syllables[i]));
  return strstr (initials->str, lower) != NULL;
}

/* The names whose characters begin with these sounds: yhj for 银行结 … */
static GPtrArray *
find_by_initials (ZpStore *store, const char *level2, const char *text)
{
  GPtrArray *all = zp_store_list_indicators (store, level2, "", MAX_SPELLED, NULL);

  for (guint i = all != NULL ? all->len : 0; i > 0; i--)
    if (!has_initials (((ZpKnownIndicator *) g_ptr_array_index (all, i - 1))->name, text))
      g_ptr_array_remove_index (all, i - 1);
  if (all != NULL && all->len > MAX_SUGGESTIONS)
    g_ptr_array_set_size (all, MAX_SUGGESTIONS);
  return all;
}

static void
suggest_indicators (ZpFormPage *self, const char *address, const char *text)
{
  const ZpTableSpec *table = zp_template_get_indicators (zp_form_get_template (form_of (self)));
  ZpStore *store = zp_library_get_store (zp_session_get_library (self->session));
  g_auto (GStrv) parts = g_strsplit (address, "/", 3);
  const ZpRow *row = zp_form_find_row (form_of (self), parts[0], parts[1]);
  const char *level2 = row != NULL && table->roles[ZP_ROLE_LEVEL2] != NULL
                           ? zp_row_get (row, table->roles[ZP_ROLE_LEVEL2]->key)
                           : "";

  if (store == NULL || *text == '\0' || strchr (text, '\n') != NULL)
    return;
  self->known = zp_store_list_indicators (store, level2, text, MAX_SUGGESTIONS, NULL);
  if (self->known != NULL && self->known->len == 0 && may_be_initials (text))
    {
      g_ptr_array_unref (self->known);
      self->known = find_by_initials (store, level2, text);
    }
  for (guint i = 0; self->known != NULL && i < self->known->len; i++)
    {
      const ZpKnownIndicator *known = g_ptr_array_index (self->known, i);
      g_autofree char *detail = word_known (known);

      zp_suggestions_add (self->suggestions, known->name, detail);
    }
}

/* Only into cells that are empty. */
static void
fill (ZpFormPage *self, const char *row, ZpRole role, const char *text)
{
  const ZpTableSpec *table = zp_template_get_indicators (zp_form_get_template (form_of (self)));
  g_autofree char *address = NULL;

  if (table->roles[role] == NULL || *text == '\0')
    return;
  address = g_strdup_printf ("%s/%s/%s", table->key, row, table->roles[role]->key);
  if (*zp_form_get (form_of (self), address) == '\0')
    (void) zp_form_set (form_of (self), address, text, NULL, NULL);
}

/* Where sign and unit have no columns of their own they belong to the target. */
static void
take_indicator (ZpFormPage *self, const char *address, const ZpKnownIndicator *known)
{
  const ZpTableSpec *table = zp_template_get_indicators (zp_form_get_template (form_of (self)));
  g_auto (GStrv) parts = g_strsplit (address, "/", 3);
  gboolean joined = table->roles[ZP_ROLE_UNIT] == NULL;
  g_autofree char *target = joined ? g_strconcat (known->nature, known->target, known->unit, NULL)
                                   : g_strdup (known->target);

  zp_form_end_typing (form_of (self));
  zp_form_begin_step (form_of (self), ZP_STEP_COMPLETE, address);
  (void) zp_form_set (form_of (self), address, known->name, NULL, NULL);
  fill (self, parts[1], ZP_ROLE_NATURE, known->nature);
  fill (self, parts[1], ZP_ROLE_UNIT, known->unit);
  fill (self, parts[1], ZP_ROLE_TARGET, target);
  fill (self, parts[1], ZP_ROLE_WEIGHT, known->weight);
  zp_form_end_group (form_of (self));
}

/* --- all suggestions --- */

static void
suggest (ZpFormPage *self, const ZpSheetCell *shown, const char *text)
{
  const ZpTableSpec *table = zp_template_get_indicators (zp_form_get_template (form_of (self)));
  g_autofree char *understood = NULL;

  if (table != NULL && shown->spec == table->roles[ZP_ROLE_LEVEL3])
    {
      suggest_indicators (self, shown->address, text);
      return;
    }
  understood = zp_entry_understand (shown->spec, text);
  if (understood != NULL)
    zp_suggestions_add (self->suggestions, understood,
                        _ ("understood so; ↓ and Enter write it so"));
}

/* After the page has put the text into the form, which gives a new row its address. */
static void
edited_cb (ZpTableView *table, ZpCell *cell, const char *text, ZpFormPage *self)
{
  const ZpSheetCell *shown = zp_cell_get_cell (cell);

  forget (self);
  if (shown == NULL || shown->spec == NULL || shown->address == NULL || zp_cell_is_composing (cell))
    return;
  suggest (self, shown, text);
  zp_suggestions_show_below (self->suggestions, GTK_WIDGET (cell));
}

static void
taken_cb (ZpSuggestions *suggestions, guint index, const char *text, ZpFormPage *self)
{
  ZpCell *cell = zp_table_view_get_focus_cell (self->table);
  g_autofree char *address = cell != NULL ? g_strdup (zp_cell_get_address (cell)) : NULL;
  g_autoptr (GPtrArray) known = g_steal_pointer (&self->known);

  if (address == NULL || zp_cell_is_composing (cell))
    return;
  if (known != NULL && index < known->len)
    take_indicator (self, address, g_ptr_array_index (known, index));
  else
    (void) zp_form_set (form_of (self), address, text, NULL, NULL);
}

static void
left_cb (ZpTableView *table, ZpCell *cell, ZpFormPage *self)
{
  if (self->suggestions != NULL)
    forget (self);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                ZpFormPage *self)
{
  ZpCell *cell = zp_table_view_get_focus_cell (self->table);

  if (cell != NULL && zp_cell_is_composing (cell))
    return GDK_EVENT_PROPAGATE;
  return zp_suggestions_take_key (
      self->suggestions, key,
      state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK | GDK_SUPER_MASK));
}

/** zp_form_page_add_completion: offers suggestions while somebody types. */
void
zp_form_page_add_completion (ZpFormPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->suggestions = zp_suggestions_new (GTK_WIDGET (self));
  g_signal_connect (self->suggestions, "taken", G_CALLBACK (taken_cb), self);
  g_signal_connect (self->table, "edited", G_CALLBACK (edited_cb), self);
  g_signal_connect (self->table, "left", G_CALLBACK (left_cb), self);
  /* Before the table and the text view, which have other uses for these keys. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->desk), keys);
}

/** zp_form_page_remove_completion: takes the list down with the page. */
void
zp_form_page_remove_completion (ZpFormPage *self)
{
  g_clear_pointer (&self->known, g_ptr_array_unref);
  if (self->suggestions != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->suggestions));
  self->suggestions = NULL;
}
