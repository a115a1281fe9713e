/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-plan-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "zp-event-log.h"
#include "zp-words.h"

struct _ZpPlanRow
{
  GtkListBoxRow parent_instance;

  /* Borrowed */
  ZpPackageItem *item;
  GtkWidget *box;
  GtkLabel *relation_label;
  GtkDropDown *choice;
  GtkWidget *merge_button;

  GArray *choices; /* of ZpPackageChoice, as in @choice */
  gboolean updating;
};

enum
{
  MERGE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZpPlanRow, zp_plan_row, GTK_TYPE_LIST_BOX_ROW)

/* --- words --- */

typedef struct
{
  const char *word;
  const char *icon;
  const char *css_class;
} Relation;

static const Relation relations[] = {
  [ZP_PACKAGE_NEW] = { N_ ("New here"), "list-add-symbolic", "success" },
  [ZP_PACKAGE_SAME] = { N_ ("The same"), "object-select-symbolic", "dim-label" },
  [ZP_PACKAGE_NEWER] = { N_ ("Newer"), "go-up-symbolic", "accent" },
  [ZP_PACKAGE_OLDER] = { N_ ("Older"), "go-down-symbolic", "dim-label" },
  [ZP_PACKAGE_CONFLICT] = { N_ ("Both changed"), "dialog-warning-symbolic", "warning" },
};

static const char *
word_choice (ZpPackageChoice choice)
{
  static const char *const words[] = {
    [ZP_PACKAGE_SKIP] = N_ ("Leave out"),
    [ZP_PACKAGE_ADD] = N_ ("Add"),
    [ZP_PACKAGE_RESTORE] = N_ ("Bring back from the recycle bin"),
    [ZP_PACKAGE_REPLACE] = N_ ("Replace mine"),
    [ZP_PACKAGE_KEEP_BOTH] = N_ ("Keep both"),
    [ZP_PACKAGE_MERGE] = N_ ("Merge as chosen"),
  };

  return _ (words[choice]);
}

static const char *
word_result (ZpPackageChoice choice)
{
  static const char *const words[] = {
    [ZP_PACKAGE_SKIP] = N_ ("Left out"),        [ZP_PACKAGE_ADD] = N_ ("Added"),
    [ZP_PACKAGE_RESTORE] = N_ ("Brought back"), [ZP_PACKAGE_REPLACE] = N_ ("Replaced"),
    [ZP_PACKAGE_KEEP_BOTH] = N_ ("Both kept"),  [ZP_PACKAGE_MERGE] = N_ ("Merged"),
  };

  return _ (words[choice]);
}

/* Why the relation is what it is, and what that means. */
static const char *
explain (const ZpPackageItem *item)
{
  if (item->stored != NULL && item->stored->deleted != 0)
    return _ ("The library has it in the recycle bin.");
  if (item->stored != NULL && item->stored->state == ZP_FORM_STATE_APPROVED
      && item->relation != ZP_PACKAGE_SAME)
    return _ ("The library's is approved and is not replaced; reopen it first, or keep both.");
  switch (item->relation)
    {
    case ZP_PACKAGE_NEW:
      return _ ("The library does not have it.");
    case ZP_PACKAGE_SAME:
      return _ ("The library has the same; there is nothing to do.");
    case ZP_PACKAGE_NEWER:
      return _ ("It follows on the library's.");
    case ZP_PACKAGE_OLDER:
      return _ ("The library has a later state.");
    case ZP_PACKAGE_CONFLICT:
    default:
      return _ ("It was changed here and there. What is replaced goes to the recycle bin.");
    }
}

/* “Submitted · revision 7 · Zhang San, 2021-03-01 08:00” */
static char *
describe_version (ZpForm *form, gint64 revision, const char *fallback_time)
{
  g_autoptr (GPtrArray) events = zp_event_log_list (form);
  const ZpEvent *last = events->len > 0 ? g_ptr_array_index (events, events->len - 1) : NULL;
  const char *who = last != NULL ? last->who : "";
  g_autoptr (GDateTime) time
      = g_date_time_new_from_iso8601 (last != NULL ? last->time : fallback_time, NULL);
  g_autofree char *when
      = time != NULL ? zp_words_date (g_date_time_to_unix (time) * G_USEC_PER_SEC) : g_strdup ("");
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, revision);
  g_autofree char *count = g_strdup_printf (_ ("revision %s"), number);

  return g_strdup_printf ("%s · %s%s%s%s%s", zp_words_state (zp_form_get_state (form)), count,
                          *who != '\0' || *when != '\0' ? " · " : "", who,
                          *who != '\0' && *when != '\0' ? " " : "", when);
}

/* --- building --- */

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static char *
dup_where (ZpForm *form)
{
  static const char *const keys[] = { "unit", "department", "year" };
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char *value = zp_form_get_field (form, keys[i]);

      if (value != NULL && *value != '\0' && strstr (text->str, value) == NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", value);
    }
  return g_string_free (text, FALSE);
}

static void
add_version (GtkWidget *box, const char *name, ZpForm *form, gint64 revision, const char *time)
{
  g_autofree char *version = describe_version (form, revision, time);
  g_autofree char *text = g_strdup_printf ("%s%s", name, version);
  GtkWidget *label = add_label (box, text, "caption");

  gtk_widget_add_css_class (label, "numeric");
}

static void
add_texts (ZpPlanRow *self, const char *created)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  ZpPackageItem *item = self->item;
  const char *project = zp_form_get_field (item->form, "project_name");
  g_autofree char *where = dup_where (item->form);
  g_autofree char *changed = NULL;

  gtk_widget_set_hexpand (texts, TRUE);
  add_label (texts, project != NULL && *project != '\0' ? project : _ ("Project without a name"),
             "heading");
  if (*where != '\0')
    add_label (texts, where, "dim-label");
  add_version (texts, _ ("File: "), item->form, item->revision, created);
  if (item->stored != NULL && zp_package_item_get_stored (item) != NULL)
    {
      g_autoptr (GDateTime) time
          = g_date_time_new_from_unix_utc (item->stored->changed / G_USEC_PER_SEC);

      changed = g_date_time_format_iso8601 (time);
      add_version (texts, _ ("Library: "), zp_package_item_get_stored (item), item->stored_revision,
                   changed);
    }
  add_label (texts, explain (item), "caption");
  gtk_box_append (GTK_BOX (self->box), texts);
}

static void
add_relation (ZpPlanRow *self)
{
  const Relation *relation = &relations[self->item->relation];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (relation->icon);

  self->relation_label = GTK_LABEL (gtk_label_new (_ (relation->word)));
  gtk_label_set_xalign (self->relation_label, 0);
  gtk_label_set_width_chars (self->relation_label, 12);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->relation_label));
  gtk_widget_add_css_class (box, relation->css_class);
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->box), box);
}

static void
chosen_cb (ZpPlanRow *self)
{
  guint selected = gtk_drop_down_get_selected (self->choice);
  ZpPackageChoice choice;

  if (self->updating || selected == GTK_INVALID_LIST_POSITION)
    return;
  choice = g_array_index (self->choices, ZpPackageChoice, selected);
  if (choice != ZP_PACKAGE_MERGE || self->item->merge != NULL)
    {
      zp_package_item_choose (self->item, choice, NULL);
      return;
    }
  /* Nobody has chosen cell by cell yet; until somebody has, it stays what it was. */
  zp_plan_row_update (self);
  g_signal_emit (self, signals[MERGE], 0);
}

static void
merge_clicked_cb (ZpPlanRow *self)
{
  g_signal_emit (self, signals[MERGE], 0);
}

static void
add_choices (ZpPlanRow *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  for (int choice = ZP_PACKAGE_SKIP; choice <= ZP_PACKAGE_MERGE; choice++)
    if (zp_package_item_can_choose (self->item, (ZpPackageChoice) choice))
      {
        g_array_append_val (self->choices, choice);
        gtk_string_list_append (words, word_choice ((ZpPackageChoice) choice));
      }
  self->choice = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&words)), NULL));
  gtk_widget_set_sensitive (GTK_WIDGET (self->choice), self->choices->len > 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What is done with the form"), -1);
  zp_plan_row_update (self);
  g_signal_connect_swapped (self->choice, "notify::selected", G_CALLBACK (chosen_cb), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->choice));
  if (zp_package_item_can_choose (self->item, ZP_PACKAGE_MERGE))
    {
      self->merge_button = gtk_button_new_with_mnemonic (_ ("Compare and _Merge…"));
      g_signal_connect_swapped (self->merge_button, "clicked", G_CALLBACK (merge_clicked_cb), self);
      gtk_box_append (GTK_BOX (box), self->merge_button);
    }
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->box), box);
}

static void
zp_plan_row_finalize (GObject *object)
{
  ZpPlanRow *self = ZP_PLAN_ROW (object);

  g_array_unref (self->choices);
  G_OBJECT_CLASS (zp_plan_row_parent_class)->finalize (object);
}

static void
zp_plan_row_class_init (ZpPlanRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zp_plan_row_finalize;
  signals[MERGE] = g_signal_new ("merge", ZP_TYPE_PLAN_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
zp_plan_row_init (ZpPlanRow *self)
{
  self->choices = g_array_new (FALSE, FALSE, sizeof (ZpPackageChoice));
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "zp-plan");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->box);
}

/**
 * zp_plan_row_new:
 * @item: a form of a plan, which lives longer than the row
 * @created: when the file was made, ISO 8601, or ""
 *
 * Returns: (transfer full): the row
 */
GtkWidget *
zp_plan_row_new (ZpPackageItem *item, const char *created)
{
  ZpPlanRow *self = g_object_new (ZP_TYPE_PLAN_ROW, NULL);

  self->item = item;
  add_relation (self);
  add_texts (self, created);
  add_choices (self);
  return GTK_WIDGET (self);
}

ZpPackageItem *
zp_plan_row_get_item (ZpPlanRow *self)
{
  g_return_val_if_fail (ZP_IS_PLAN_ROW (self), NULL);

  return self->item;
}

/** zp_plan_row_update: shows what is chosen now. */
void
zp_plan_row_update (ZpPlanRow *self)
{
  g_return_if_fail (ZP_IS_PLAN_ROW (self));

  self->updating = TRUE;
  for (guint i = 0; i < self->choices->len; i++)
    if (g_array_index (self->choices, ZpPackageChoice, i) == self->item->choice)
      gtk_drop_down_set_selected (self->choice, i);
  self->updating = FALSE;
}

/** zp_plan_row_show_result: shows what was done, in place of the choice. */
void
zp_plan_row_show_result (ZpPlanRow *self)
{
  ZpPackageChoice choice;
  GtkWidget *last;
  GtkWidget *label;

  g_return_if_fail (ZP_IS_PLAN_ROW (self));

  choice = self->item->choice;
  last = gtk_widget_get_last_child (self->box);
  label = gtk_label_new (word_result (choice));
  gtk_box_remove (GTK_BOX (self->box), last);
  gtk_widget_add_css_class (label, "heading");
  if (choice == ZP_PACKAGE_SKIP)
    gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (self->box), label);
  self->choice = NULL;
  self->merge_button = NULL;
}
