/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-rules-window-private.h"

#include <glib/gi18n.h>

#define NAME_CHARS 12

G_DEFINE_FINAL_TYPE (ZpRulesWindow, zp_rules_window, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_PROFILE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* --- entries --- */

static void
entry_free (ZpRulesEntry *entry)
{
  g_clear_pointer (&entry->template_, zp_template_unref);
  g_clear_pointer (&entry->profile, zp_profile_unref);
  g_free (entry);
}

const char *
_zp_rules_entry_get_id (const ZpRulesEntry *entry)
{
  return entry->profile != NULL ? entry->profile->id : zp_template_get_id (entry->template_);
}

const char *
_zp_rules_entry_get_title (const ZpRulesEntry *entry)
{
  return entry->profile != NULL ? entry->profile->title : zp_template_get_title (entry->template_);
}

static const char *
get_region (const ZpRulesEntry *entry)
{
  return entry->profile != NULL ? entry->profile->region
                                : zp_template_get_region (entry->template_);
}

static const char *
get_year (const ZpRulesEntry *entry)
{
  return entry->profile != NULL ? entry->profile->year : zp_template_get_year (entry->template_);
}

ZpRulesEntry *
_zp_rules_window_get_chosen (ZpRulesWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? g_ptr_array_index (self->entries, gtk_list_box_row_get_index (row)) : NULL;
}

gboolean
_zp_rules_window_is_own (ZpRulesWindow *self, const ZpRulesEntry *entry)
{
  return zp_library_owns_rules (self->library, entry->kind, _zp_rules_entry_get_id (entry));
}

/* --- what is shown of one --- */

static GtkWidget *
make_text (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  return label;
}

static void
add_fact (ZpRulesWindow *self, const char *name, const char *text)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name_label = make_text (name);
  GtkWidget *text_label = make_text (text != NULL && *text != '\0' ? text : "—");

  gtk_label_set_width_chars (GTK_LABEL (name_label), NAME_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (name_label), NAME_CHARS);
  gtk_widget_add_css_class (name_label, "dim-label");
  gtk_label_set_selectable (GTK_LABEL (text_label), TRUE);
  gtk_widget_set_hexpand (text_label, TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (text_label), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  name_label, NULL, -1);
  gtk_box_append (GTK_BOX (box), name_label);
  gtk_box_append (GTK_BOX (box), text_label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_add_css_class (row, "zp-fact");
  gtk_list_box_append (self->facts, row);
}

static void
append_name (GString *text, const char *name)
{
  if (text->len > 0)
    g_string_append (text, _ (", "));
  g_string_append (text, name);
}

/* The profiles that a template names, or the templates that name a profile. */
static char *
word_fitting (ZpRulesWindow *self, const ZpRulesEntry *entry)
{
  ZpCatalog *catalog = zp_library_get_catalog (self->library);
  GPtrArray *templates = zp_catalog_get_templates (catalog);
  const char *const *ids
      = entry->template_ != NULL ? zp_template_get_profiles (entry->template_) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      ZpProfile *profile = zp_catalog_find_profile (catalog, ids[i], NULL);

      append_name (text, profile != NULL ? profile->title : ids[i]);
    }
  for (guint i = 0; entry->profile != NULL && i < templates->len; i++)
    {
      ZpTemplate *template_ = g_ptr_array_index (templates, i);
      const char *const *named = zp_template_get_profiles (template_);

      if (named != NULL && g_strv_contains (named, entry->profile->id))
        append_name (text, zp_template_get_title (template_));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
word_users (ZpRulesWindow *self, const ZpRulesEntry *entry)
{
  g_auto (GStrv) users = zp_library_list_users (self->library, entry->kind,
                                                _zp_rules_entry_get_id (entry), self->form);
  guint n = g_strv_length (users);

  if (n == 0)
    return g_strdup (_ ("No form"));
  return g_strdup_printf (ngettext ("%u form", "%u forms", n), n);
}

static void
show_facts (ZpRulesWindow *self, const ZpRulesEntry *entry)
{
  const ZpProfile *profile = entry->profile;
  g_autofree char *fitting = word_fitting (self, entry);
  g_autofree char *users = word_users (self, entry);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->facts))) != NULL)
    gtk_list_box_remove (self->facts, child);
  add_fact (self, _ ("Id"), _zp_rules_entry_get_id (entry));
  add_fact (self, _ ("Region"), get_region (entry));
  add_fact (self, _ ("Year"), get_year (entry));
  add_fact (self, _ ("Version"),
            profile != NULL ? profile->version : zp_template_get_version (entry->template_));
  if (profile != NULL)
    add_fact (self, _ ("Basis"), profile->basis);
  add_fact (self, _ ("Source"),
            profile != NULL ? profile->source : zp_template_get_source (entry->template_));
  add_fact (self, profile != NULL ? _ ("Fits the forms") : _ ("Scoring rules that fit"), fitting);
  add_fact (self, _ ("Used by"), users);
}

static void
show_buttons (ZpRulesWindow *self, const ZpRulesEntry *entry)
{
  gboolean own = _zp_rules_window_is_own (self, entry);

  gtk_button_set_label (GTK_BUTTON (self->edit_button), own ? _ ("_Edit…") : _ ("_View…"));
  gtk_widget_set_visible (self->edit_button, entry->profile != NULL);
  gtk_widget_set_visible (self->remove_button, own);
  gtk_widget_set_sensitive (self->copy_button, zp_library_get_store (self->library) != NULL);
}

static void
selected_cb (ZpRulesWindow *self)
{
  const ZpRulesEntry *entry = _zp_rules_window_get_chosen (self);
  const char *note;

  if (entry == NULL)
    return;
  note = entry->profile != NULL ? entry->profile->note : NULL;
  gtk_label_set_text (self->title_label, _zp_rules_entry_get_title (entry));
  gtk_label_set_text (
      self->origin_label,
      entry->profile != NULL
          ? (_zp_rules_window_is_own (self, entry) ? _ ("Own scoring rules")
                                                   : _ ("Built-in scoring rules"))
          : (_zp_rules_window_is_own (self, entry) ? _ ("Own form") : _ ("Built-in form")));
  gtk_label_set_text (self->note_label, note != NULL ? note : "");
  gtk_widget_set_visible (self->note_box, note != NULL && *note != '\0');
  show_facts (self, entry);
  show_buttons (self, entry);
}

/* --- the list --- */

static GtkWidget *
make_row (ZpRulesWindow *self, const ZpRulesEntry *entry)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = gtk_label_new (_zp_rules_entry_get_title (entry));
  const char *region = get_region (entry);
  const char *year = get_year (entry);
  g_autofree char *text
      = g_strdup_printf ("%s%s%s%s%s", region != NULL ? region : _zp_rules_entry_get_id (entry),
                         year != NULL ? " · " : "", year != NULL ? year : "",
                         _zp_rules_window_is_own (self, entry) ? " · " : "",
                         _zp_rules_window_is_own (self, entry) ? _ ("own") : "");
  GtkWidget *subtitle = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (title, _zp_rules_entry_get_title (entry));
  gtk_label_set_xalign (GTK_LABEL (subtitle), 0);
  gtk_label_set_ellipsize (GTK_LABEL (subtitle), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (subtitle, "dim-label");
  gtk_widget_add_css_class (subtitle, "caption");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), subtitle);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  ZpRulesWindow *self = user_data;
  const ZpRulesEntry *entry = g_ptr_array_index (self->entries, gtk_list_box_row_get_index (row));
  const ZpRulesEntry *last
      = before != NULL ? g_ptr_array_index (self->entries, gtk_list_box_row_get_index (before))
                       : NULL;
  GtkWidget *label;

  if (last != NULL && last->kind == entry->kind)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (entry->kind == ZP_RULES_TEMPLATE ? _ ("Official Forms")
                                                          : _ ("Scoring Rules"));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "zp-sidebar-heading");
  gtk_list_box_row_set_header (row, label);
}

static void
add_entry (ZpRulesWindow *self, ZpTemplate *template_, ZpProfile *profile)
{
  ZpRulesEntry *entry = g_new0 (ZpRulesEntry, 1);

  entry->kind = profile != NULL ? ZP_RULES_PROFILE : ZP_RULES_TEMPLATE;
  entry->template_ = template_ != NULL ? zp_template_ref (template_) : NULL;
  entry->profile = profile != NULL ? zp_profile_ref (profile) : NULL;
  g_ptr_array_add (self->entries, entry);
}

static void
fill (ZpRulesWindow *self)
{
  ZpCatalog *catalog = zp_library_get_catalog (self->library);
  GPtrArray *templates = zp_catalog_get_templates (catalog);
  GPtrArray *profiles = zp_catalog_get_profiles (catalog);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  g_ptr_array_set_size (self->entries, 0);
  for (guint i = 0; i < templates->len; i++)
    add_entry (self, g_ptr_array_index (templates, i), NULL);
  for (guint i = 0; i < profiles->len; i++)
    add_entry (self, NULL, g_ptr_array_index (profiles, i));
  for (guint i = 0; i < self->entries->len; i++)
    gtk_list_box_append (self->list, make_row (self, g_ptr_array_index (self->entries, i)));
}

/** zp_rules_window_choose: shows the template or profile @id; whether it is there. */
gboolean
zp_rules_window_choose (ZpRulesWindow *self, ZpRulesKind kind, const char *id)
{
  g_return_val_if_fail (ZP_IS_RULES_WINDOW (self), FALSE);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const ZpRulesEntry *entry = g_ptr_array_index (self->entries, i);

      if (entry->kind != kind || g_strcmp0 (_zp_rules_entry_get_id (entry), id) != 0)
        continue;
      gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, i));
      return TRUE;
    }
  return FALSE;
}

void
_zp_rules_window_refill (ZpRulesWindow *self, ZpRulesKind kind, const char *id)
{
  fill (self);
  if (!zp_rules_window_choose (self, kind, id))
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

void
_zp_rules_window_toast (ZpRulesWindow *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

void
_zp_rules_window_emit_changed (ZpRulesWindow *self, const char *id)
{
  g_signal_emit (self, signals[SIGNAL_PROFILE_CHANGED], 0, id);
}

/* --- the class --- */

static void
zp_rules_window_dispose (GObject *object)
{
  ZpRulesWindow *self = ZP_RULES_WINDOW (object);

  /* Rows that go away are asked for headers still. */
  if (self->list != NULL)
    {
      gtk_list_box_set_header_func (self->list, NULL, NULL, NULL);
      g_signal_handlers_disconnect_by_data (self->list, self);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), ZP_TYPE_RULES_WINDOW);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_object (&self->form);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (zp_rules_window_parent_class)->dispose (object);
}

static void
zp_rules_window_class_init (ZpRulesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_rules_window_dispose;

  /**
   * ZpRulesWindow::profile-changed:
   * @id: the id of a profile that was saved or installed
   */
  signals[SIGNAL_PROFILE_CHANGED]
      = g_signal_new ("profile-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-rules-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpRulesWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, ZpRulesWindow, list);
  gtk_widget_class_bind_template_child (widget_class, ZpRulesWindow, title_label);
  gtk_widget_class_bind_template_child (widget_class, ZpRulesWindow, origin_label);
  gtk_widget_class_bind_template_child (widget_class, ZpRulesWindow, note_box);
  gtk_widget_class_bind_template_child (widget_class, ZpRulesWindow, note_label);
  gtk_widget_class_bind_template_child (widget_class, ZpRulesWindow, facts);
  gtk_widget_class_bind_template_child (widget_class, ZpRulesWindow, edit_button);
  gtk_widget_class_bind_template_child (widget_class, ZpRulesWindow, copy_button);
  gtk_widget_class_bind_template_child (widget_class, ZpRulesWindow, remove_button);
  _zp_rules_window_install_actions (widget_class);
}

static void
zp_rules_window_init (ZpRulesWindow *self)
{
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, header_cb, self, NULL);
}

/**
 * zp_rules_window_new:
 * @parent: (nullable): the window that asks
 * @library: the library
 * @form: (nullable): the form that is open
 *
 * Returns: (transfer none): the window
 */
ZpRulesWindow *
zp_rules_window_new (GtkWindow *parent, ZpLibrary *library, ZpForm *form)
{
  ZpRulesWindow *self = g_object_new (ZP_TYPE_RULES_WINDOW, "transient-for", parent, NULL);

  self->library = g_object_ref (library);
  self->form = form != NULL ? g_object_ref (form) : NULL;
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (selected_cb), self);
  _zp_rules_window_refill (self, form != NULL ? ZP_RULES_PROFILE : ZP_RULES_TEMPLATE,
                           form != NULL ? zp_form_get_profile (form)->id : NULL);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (self->list)));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rules.install",
                                 zp_library_get_store (library) != NULL);
  return self;
}
