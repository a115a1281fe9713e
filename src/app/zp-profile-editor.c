/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-profile-editor.h"

#include "zp-compat.h"
#include "zp-form-chooser.h"
#include "zp-library-rules.h"
#include "zp-profile-edit.h"
#include "zp-profile-writer.h"
#include "zp-rule-row.h"

#include <glib/gi18n.h>
#include <string.h>

struct _ZpProfileEditor
{
  AdwWindow parent_instance;

  /* Template children */
  AdwPreferencesPage *page;
  GtkWidget *save_button;
  GtkWidget *close_button;
  GtkLabel *state_label;
  ZpFormChooser *chooser;
  ZpScoreChanges *changes;

  /* Owned */
  ZpLibrary *library;
  ZpProfile *saved;    /* as it is in the library */
  ZpProfile *profile;  /* with what was typed since */
  GPtrArray *groups;   /* ZpRuleView */
  GHashTable *refused; /* path → what was typed and is refused so far */

  gboolean read_only;
  gboolean closing;
};

G_DEFINE_FINAL_TYPE (ZpProfileEditor, zp_profile_editor, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* A group of the table and its widgets. */
typedef struct
{
  ZpProfileEditor *editor;
  const ZpRuleGroup *spec;
  AdwPreferencesGroup *widget;
  GPtrArray *rows; /* borrowed from @widget */
  guint rebuild;
} ZpRuleView;

static void
rule_view_free (ZpRuleView *view)
{
  g_clear_handle_id (&view->rebuild, g_source_remove);
  g_ptr_array_unref (view->rows);
  g_free (view);
}

/* --- what was typed --- */

static ZpRuleRow *
find_row (ZpProfileEditor *self, const char *path)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      ZpRuleView *view = g_ptr_array_index (self->groups, i);

      for (guint j = 0; j < view->rows->len; j++)
        if (zp_rule_row_has (g_ptr_array_index (view->rows, j), path))
          return g_ptr_array_index (view->rows, j);
    }
  return NULL;
}

/* Beside the field its place need not be said. */
static const char *
without_place (const char *message)
{
  const char *colon = strstr (message, ": ");

  return colon != NULL && memchr (message, ' ', colon - message) == NULL ? colon + 2 : message;
}

static void
set_problem (ZpProfileEditor *self, const char *path, const GError *error)
{
  ZpRuleRow *row = find_row (self, path);

  if (row != NULL)
    zp_rule_row_set_problem (row, path, error != NULL ? without_place (error->message) : NULL);
}

/* NULL is a value, too: it takes one out of the file. */
typedef struct
{
  char *text;
} Typed;

static void
typed_free (Typed *typed)
{
  g_free (typed->text);
  g_free (typed);
}

static gboolean
try_edit (ZpProfileEditor *self, const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;
  ZpProfile *edited = zp_profile_edit (self->profile, path, text, &error);

  set_problem (self, path, error);
  if (edited == NULL)
    {
      Typed *typed = g_new0 (Typed, 1);

      typed->text = g_strdup (text);
      g_hash_table_replace (self->refused, g_strdup (path), typed);
      return FALSE;
    }
  zp_profile_unref (self->profile);
  self->profile = edited;
  g_hash_table_remove (self->refused, path);
  return TRUE;
}

/* An edge that was refused because of its neighbour may be right now. */
static void
retry_refused (ZpProfileEditor *self)
{
  gboolean again = TRUE;

  while (again)
    {
      g_autoptr (GList) paths = g_hash_table_get_keys (self->refused);

      again = FALSE;
      for (GList *l = paths; l != NULL && !again; l = l->next)
        {
          g_autofree char *path = g_strdup (l->data);
          Typed *typed = g_hash_table_lookup (self->refused, path);
          g_autofree char *text = g_strdup (typed->text);

          again = try_edit (self, path, text);
        }
    }
}

static gboolean
is_changed (ZpProfileEditor *self)
{
  g_autoptr (GBytes) before = zp_profile_write (self->saved);
  g_autoptr (GBytes) after = zp_profile_write (self->profile);

  return g_hash_table_size (self->refused) > 0 || !g_bytes_equal (before, after);
}

static void
show_state (ZpProfileEditor *self)
{
  guint n = g_hash_table_size (self->refused);
  g_autofree char *text = NULL;

  if (self->read_only)
    return;
  if (n > 0)
    text = g_strdup_printf (
        ngettext ("%u value is not right yet", "%u values are not right yet", n), n);
  else if (is_changed (self))
    text = g_strdup (_ ("Not saved yet"));
  gtk_label_set_text (self->state_label, text != NULL ? text : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.save", n == 0 && text != NULL);
}

static void
show_scores (ZpProfileEditor *self)
{
  zp_score_changes_show (self->changes, zp_form_chooser_get_form (self->chooser), self->profile);
}

static void
show_all (ZpProfileEditor *self)
{
  show_state (self);
  show_scores (self);
}

static void build_rows (ZpRuleView *view);

/* Not while a widget of the row is telling what was done to it. */
static gboolean
rebuild_cb (gpointer user_data)
{
  ZpRuleView *view = user_data;

  view->rebuild = 0;
  build_rows (view);
  return G_SOURCE_REMOVE;
}

static void
rebuild_soon (ZpRuleView *view)
{
  if (view->rebuild == 0)
    view->rebuild = g_idle_add (rebuild_cb, view);
}

/* The elements behind one that was taken out have other paths now. */
static void
forget_refused (ZpProfileEditor *self, const char *list)
{
  GHashTableIter iter;
  gpointer path;

  g_hash_table_iter_init (&iter, self->refused);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    if (g_str_has_prefix (path, list))
      g_hash_table_iter_remove (&iter);
}

static void
edited_cb (ZpRuleRow *row, const char *path, const char *text, ZpRuleView *view)
{
  ZpProfileEditor *self = view->editor;
  gboolean done = try_edit (self, path, text);

  if (done && text == NULL && view->spec->list != NULL)
    {
      forget_refused (self, view->spec->list);
      rebuild_soon (view);
    }
  if (done)
    retry_refused (self);
  if (done && zp_rule_row_get_kind (row) == ZP_RULE_PRESENCE)
    rebuild_soon (view);
  show_all (self);
}

/* --- building the rows --- */

static void
add_row (ZpRuleView *view, GtkWidget *row)
{
  g_signal_connect (row, "edited", G_CALLBACK (edited_cb), view);
  gtk_widget_set_sensitive (row, !view->editor->read_only);
  g_ptr_array_add (view->rows, row);
  adw_preferences_group_add (view->widget, row);
}

/* What belongs to an object that is not there is not asked for. */
static gboolean
is_absent (ZpRuleView *view, guint index)
{
  const ZpRuleSpec *specs = view->spec->rows;

  for (guint i = 0; i < index; i++)
    {
      g_autofree char *text = NULL;

      if (specs[i].kind != ZP_RULE_PRESENCE || !g_str_has_prefix (specs[index].path, specs[i].path))
        continue;
      text = zp_profile_get_text (view->editor->profile, specs[i].path);
      if (text == NULL)
        return TRUE;
    }
  return FALSE;
}

static void
build_values (ZpRuleView *view)
{
  const ZpRuleSpec *specs = view->spec->rows;

  for (guint i = 0; specs[i].path != NULL; i++)
    if (!is_absent (view, i))
      add_row (view, zp_rule_row_new (view->editor->profile, &specs[i]));
}

static void
build_elements (ZpRuleView *view)
{
  const ZpRuleGroup *spec = view->spec;
  g_auto (GStrv) paths = zp_profile_list (view->editor->profile, spec->list);

  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *title = spec->element != NULL
                                   ? g_strdup_printf (_ ("%s %u"), _ (spec->element), i + 1)
                                   : g_strdup (paths[i] + strlen (spec->list) + 1);

      add_row (view,
               zp_rule_row_new_element (view->editor->profile, paths[i], title, spec->rows, TRUE));
    }
}

static void
build_rows (ZpRuleView *view)
{
  for (guint i = 0; i < view->rows->len; i++)
    adw_preferences_group_remove (view->widget, g_ptr_array_index (view->rows, i));
  g_ptr_array_set_size (view->rows, 0);
  if (view->spec->list != NULL)
    build_elements (view);
  else
    build_values (view);
}

/* --- adding elements --- */

static void
tell_refused (ZpProfileEditor *self, const GError *error)
{
  zp_tell (GTK_WINDOW (self), _ ("It could not be added"), error->message);
}

static gboolean
append (ZpRuleView *view, const char *path, const char *text)
{
  ZpProfileEditor *self = view->editor;
  g_autoptr (GError) error = NULL;
  ZpProfile *edited = zp_profile_edit (self->profile, path, text, &error);

  if (edited == NULL)
    {
      tell_refused (self, error);
      return FALSE;
    }
  zp_profile_unref (self->profile);
  self->profile = edited;
  return TRUE;
}

/* The last grade begins at 0, so that a new one goes before it, half way to the one before. */
static gboolean
append_grade (ZpRuleView *view)
{
  GArray *grades = view->editor->profile->grades;
  guint n = grades->len;
  const ZpGrade *last = n > 0 ? &g_array_index (grades, ZpGrade, n - 1) : NULL;
  ZpDecimal above = n > 1 ? g_array_index (grades, ZpGrade, n - 2).from : ZP_DECIMAL_INT (100);
  g_autofree char *from = NULL;
  g_autofree char *path = NULL;
  g_autofree char *next = NULL;
  g_autofree char *old = NULL;
  g_autofree char *fresh = NULL;

  if (last == NULL)
    return append (view, "grades[0]", view->spec->fresh);
  from = zp_decimal_to_string (
      ZP_DECIMAL_MICRO (last->from.micro + (above.micro - last->from.micro) / 2));
  path = g_strdup_printf ("grades[%u]", n - 1);
  next = g_strdup_printf ("grades[%u]", n);
  old = zp_profile_get_text (view->editor->profile, path);
  fresh = g_strdup_printf ("{\"from\":\"%s\",\"word\":\"…\"}", from);
  return append (view, path, fresh) && append (view, next, old);
}

static void
add_cb (GtkWidget *button, ZpRuleView *view)
{
  g_auto (GStrv) paths = zp_profile_list (view->editor->profile, view->spec->list);
  g_autofree char *path = g_strdup_printf ("%s[%u]", view->spec->list, g_strv_length (paths));
  gboolean grades = g_str_equal (view->spec->list, "grades");

  if (!(grades ? append_grade (view) : append (view, path, view->spec->fresh)))
    return;
  forget_refused (view->editor, view->spec->list);
  build_rows (view);
  show_all (view->editor);
}

/* A level is found by its name. */
static void
add_named_cb (AdwEntryRow *row, ZpRuleView *view)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  g_autofree char *path = g_strconcat (view->spec->list, ".", name, NULL);
  g_autofree char *known = zp_profile_get_text (view->editor->profile, path);

  if (*name == '\0' || known != NULL || !append (view, path, view->spec->fresh))
    return;
  gtk_editable_set_text (GTK_EDITABLE (row), "");
  build_rows (view);
  show_all (view->editor);
}

static void
add_adder (ZpRuleView *view)
{
  GtkWidget *widget;

  if (view->spec->element == NULL)
    {
      AdwPreferencesGroup *adder = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

      widget = adw_entry_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), _ (view->spec->add));
      adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (widget), TRUE);
      g_signal_connect (widget, "apply", G_CALLBACK (add_named_cb), view);
      adw_preferences_group_add (adder, widget);
      adw_preferences_page_add (view->editor->page, adder);
      return;
    }
  widget = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_add_css_class (widget, "flat");
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (widget, _ (view->spec->add));
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (view->spec->add), -1);
  g_signal_connect (widget, "clicked", G_CALLBACK (add_cb), view);
  adw_preferences_group_set_header_suffix (view->widget, widget);
}

static void
add_group (ZpProfileEditor *self, const ZpRuleGroup *spec)
{
  ZpRuleView *view = g_new0 (ZpRuleView, 1);

  view->editor = self;
  view->spec = spec;
  view->rows = g_ptr_array_new ();
  view->widget = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (view->widget, _ (spec->title));
  if (spec->description != NULL)
    adw_preferences_group_set_description (view->widget, _ (spec->description));
  adw_preferences_page_add (self->page, view->widget);
  g_ptr_array_add (self->groups, view);
  if (spec->list != NULL && !self->read_only)
    add_adder (view);
  build_rows (view);
}

/* --- saving and closing --- */

/* A form notes the version of its rules, so that other rules have another one. */
static ZpProfile *
raise_version (ZpProfile *profile)
{
  guint64 version;
  g_autofree char *text = NULL;

  if (!g_ascii_string_to_unsigned (profile->version, 10, 0, G_MAXINT - 1, &version, NULL))
    return zp_profile_ref (profile);
  text = g_strdup_printf ("%" G_GUINT64_FORMAT, version + 1);
  return zp_profile_edit (profile, "version", text, NULL);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZpProfileEditor *self = ZP_PROFILE_EDITOR (widget);
  g_autoptr (ZpProfile) raised = raise_version (self->profile);
  g_autoptr (GBytes) json = zp_profile_write (raised);
  g_autoptr (GError) error = NULL;

  if (g_hash_table_size (self->refused) > 0 || self->read_only)
    return;
  if (!zp_library_install_rules (self->library, ZP_RULES_PROFILE, json, TRUE, NULL, &error))
    {
      zp_tell (GTK_WINDOW (self), _ ("The rules could not be saved"), error->message);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_SAVED], 0, self->profile->id);
  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
discard_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZpProfileEditor) self = user_data;
  g_autofree char *answer = zp_ask_finish (result);

  if (g_strcmp0 (answer, "discard") != 0 || self->library == NULL)
    return;
  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
zp_profile_editor_close_request (GtkWindow *window)
{
  ZpProfileEditor *self = ZP_PROFILE_EDITOR (window);
  const ZpAnswer answers[] = {
    { "keep", _ ("_Go on Editing"), ADW_RESPONSE_DEFAULT },
    { "discard", _ ("_Discard the Changes"), ADW_RESPONSE_DESTRUCTIVE },
  };

  if (self->closing || self->read_only || !is_changed (self))
    return GTK_WINDOW_CLASS (zp_profile_editor_parent_class)->close_request (window);
  zp_ask_async (window, _ ("Discard the Changed Rules?"),
                _ ("What was changed here is not saved yet."), answers, G_N_ELEMENTS (answers),
                discard_answered_cb, g_object_ref (self));
  return TRUE;
}

/* --- the class --- */

static void
zp_profile_editor_dispose (GObject *object)
{
  ZpProfileEditor *self = ZP_PROFILE_EDITOR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ZP_TYPE_PROFILE_EDITOR);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (zp_profile_editor_parent_class)->dispose (object);
}

static void
zp_profile_editor_finalize (GObject *object)
{
  ZpProfileEditor *self = ZP_PROFILE_EDITOR (object);

  g_clear_pointer (&self->profile, zp_profile_unref);
  g_clear_pointer (&self->saved, zp_profile_unref);
  g_clear_pointer (&self->refused, g_hash_table_unref);
  G_OBJECT_CLASS (zp_profile_editor_parent_class)->finalize (object);
}

static void
zp_profile_editor_class_init (ZpProfileEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zp_profile_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = zp_profile_editor_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = zp_profile_editor_close_request;

  /**
   * ZpProfileEditor::saved:
   * @id: the id of the profile, which the catalog has anew
   */
  signals[SIGNAL_SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (ZP_TYPE_FORM_CHOOSER);
  g_type_ensure (ZP_TYPE_SCORE_CHANGES);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ziping/Ziping/zp-profile-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, ZpProfileEditor, page);
  gtk_widget_class_bind_template_child (widget_class, ZpProfileEditor, save_button);
  gtk_widget_class_bind_template_child (widget_class, ZpProfileEditor, close_button);
  gtk_widget_class_bind_template_child (widget_class, ZpProfileEditor, state_label);
  gtk_widget_class_bind_template_child (widget_class, ZpProfileEditor, chooser);
  gtk_widget_class_bind_template_child (widget_class, ZpProfileEditor, changes);
  gtk_widget_class_bind_template_callback (widget_class, show_scores);
  gtk_widget_class_install_action (widget_class, "editor.save", NULL, save_action);
}

static void
zp_profile_editor_init (ZpProfileEditor *self)
{
  self->refused
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) typed_free);
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) rule_view_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_read_only (ZpProfileEditor *self)
{
  gtk_widget_set_visible (self->save_button, FALSE);
  gtk_button_set_label (GTK_BUTTON (self->close_button), _ ("Close"));
  gtk_label_set_text (self->state_label, _ ("Built in; copy these rules to change them"));
}

/**
 * zp_profile_editor_new:
 * @parent: (nullable): the window that asks
 * @library: the library
 * @profile: the profile to edit, or to look at when it is built in
 * @form: (nullable): the form that is open
 *
 * Returns: (transfer none): the window
 */
ZpProfileEditor *
zp_profile_editor_new (GtkWindow *parent, ZpLibrary *library, ZpProfile *profile, ZpForm *form)
{
  ZpProfileEditor *self = g_object_new (ZP_TYPE_PROFILE_EDITOR, "transient-for", parent, NULL);

  self->library = g_object_ref (library);
  self->saved = zp_profile_normalize (profile);
  self->profile = zp_profile_ref (self->saved);
  self->read_only = !zp_library_owns_rules (library, ZP_RULES_PROFILE, profile->id);
  gtk_window_set_title (GTK_WINDOW (self), profile->title);
  for (guint i = 0; i < zp_n_rule_groups; i++)
    add_group (self, &zp_rule_groups[i]);
  zp_form_chooser_fill (self->chooser, library, form, profile->id);
  show_all (self);
  if (self->read_only)
    show_read_only (self);
  return self;
}

/** zp_profile_editor_type: types @text into the entry for @path; whether there is one. */
gboolean
zp_profile_editor_type (ZpProfileEditor *self, const char *path, const char *text)
{
  ZpRuleRow *row;

  g_return_val_if_fail (ZP_IS_PROFILE_EDITOR (self), FALSE);

  row = find_row (self, path);
  return row != NULL && zp_rule_row_type (row, path, text);
}

/** zp_profile_editor_get_problem: (nullable): what is said beside the value @path. */
const char *
zp_profile_editor_get_problem (ZpProfileEditor *self, const char *path)
{
  ZpRuleRow *row;

  g_return_val_if_fail (ZP_IS_PROFILE_EDITOR (self), NULL);

  row = find_row (self, path);
  return row != NULL ? zp_rule_row_get_problem (row) : NULL;
}

/** zp_profile_editor_get_profile: (transfer none): the profile with what was typed and is right. */
ZpProfile *
zp_profile_editor_get_profile (ZpProfileEditor *self)
{
  g_return_val_if_fail (ZP_IS_PROFILE_EDITOR (self), NULL);

  return self->profile;
}

/** zp_profile_editor_get_changes: (transfer none): what becomes of the scores. */
ZpScoreChanges *
zp_profile_editor_get_changes (ZpProfileEditor *self)
{
  g_return_val_if_fail (ZP_IS_PROFILE_EDITOR (self), NULL);

  return self->changes;
}
