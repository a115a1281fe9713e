/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-help-page.h"

#include <cmark.h>

/* How far a list stands in from its paragraph, and blocks from each other, in pixels. */
#define INDENT 22
#define GAP 10

G_DEFINE_AUTOPTR_CLEANUP_FUNC (cmark_node, cmark_node_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (cmark_iter, cmark_iter_free)

static cmark_node *
parse (const char *markdown)
{
  return cmark_parse_document (markdown, strlen (markdown), CMARK_OPT_DEFAULT);
}

/* --- the text of a block --- */

static const char *
find_tag (cmark_node_type type)
{
  switch (type)
    {
    case CMARK_NODE_STRONG:
      return "b";
    case CMARK_NODE_EMPH:
      return "i";
    default:
      return NULL;
    }
}

static void
append_escaped (GString *markup, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text != NULL ? text : "", -1);

  g_string_append (markup, escaped);
}

static void
append_inline (GString *markup, cmark_node *node, gboolean entering)
{
  cmark_node_type type = cmark_node_get_type (node);
  const char *tag = find_tag (type);

  if (tag != NULL)
    {
      g_string_append_printf (markup, entering ? "<%s>" : "</%s>", tag);
    }
  else if (type == CMARK_NODE_LINK && entering)
    {
      g_string_append (markup, "<a href=\"");
      append_escaped (markup, cmark_node_get_url (node));
      g_string_append (markup, "\">");
    }
  else if (type == CMARK_NODE_LINK)
    {
      g_string_append (markup, "</a>");
    }
  else if (type == CMARK_NODE_CODE)
    {
      g_string_append (markup, "<tt>");
      append_escaped (markup, cmark_node_get_literal (node));
      g_string_append (markup, "</tt>");
    }
  else if (type == CMARK_NODE_TEXT)
    {
      append_escaped (markup, cmark_node_get_literal (node));
    }
  else if (type == CMARK_NODE_LINEBREAK)
    {
      g_string_append_c (markup, '\n');
    }
}

/* Lines of a Chinese paragraph join without a space, others with one. */
static void
append_soft_break (GString *markup, cmark_node *node)
{
  const char *before = markup->len > 0 ? g_utf8_prev_char (markup->str + markup->len) : "";
  cmark_node *next = cmark_node_next (node);
  const char *after = next != NULL ? cmark_node_get_literal (next) : NULL;

  if (!g_unichar_iswide (g_utf8_get_char (before)) || after == NULL
      || !g_unichar_iswide (g_utf8_get_char (after)))
    g_string_append_c (markup, ' ');
}

/* (transfer full): the inlines of @block as Pango markup. */
static char *
dup_markup (cmark_node *block)
{
  GString *markup = g_string_new (NULL);
  g_autoptr (cmark_iter) iter = cmark_iter_new (block);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (iter);

      if (node == block)
        continue;
      if (cmark_node_get_type (node) == CMARK_NODE_SOFTBREAK)
        append_soft_break (markup, node);
      else
        append_inline (markup, node, event == CMARK_EVENT_ENTER);
    }
  return g_string_free (markup, FALSE);
}

/* --- blocks --- */

static gboolean
link_cb (GtkLabel *label, const char *address, gpointer user_data)
{
  return gtk_widget_activate_action (GTK_WIDGET (label), "help.follow", "s", address);
}

static GtkWidget *
make_label (const char *markup, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focus_on_click (label, FALSE);
  gtk_widget_set_hexpand (label, TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  g_signal_connect (label, "activate-link", G_CALLBACK (link_cb), NULL);
  return label;
}

static GtkWidget *
make_heading (cmark_node *node)
{
  static const char *const classes[] = { "title-1", "title-2", "title-4" };
  int level = CLAMP (cmark_node_get_heading_level (node), 1, (int) G_N_ELEMENTS (classes));
  g_autofree char *markup = dup_markup (node);
  GtkWidget *label = make_label (markup, classes[level - 1]);

  gtk_widget_set_margin_top (label, level == 1 ? 0 : GAP);
  return label;
}

static GtkWidget *
make_picture (cmark_node *image, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, cmark_node_get_url (image), NULL);
  g_autofree char *words = dup_markup (image);
  GtkWidget *picture = gtk_picture_new_for_filename (path);

  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), words);
  gtk_widget_set_hexpand (picture, TRUE);
  gtk_widget_add_css_class (picture, "card");
  return picture;
}

static GtkWidget *
make_paragraph (cmark_node *node, const char *folder)
{
  cmark_node *only = cmark_node_first_child (node);
  g_autofree char *markup = NULL;

  if (only != NULL && cmark_node_get_type (only) == CMARK_NODE_IMAGE
      && cmark_node_next (only) == NULL)
    return make_picture (only, folder);
  markup = dup_markup (node);
  return make_label (markup, NULL);
}

static void append_blocks (GtkBox *box, cmark_node *parent, const char *folder);

static GtkWidget *
make_blocks (cmark_node *parent, const char *folder)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP);

  append_blocks (GTK_BOX (box), parent, folder);
  return box;
}

static GtkWidget *
make_list (cmark_node *list, const char *folder)
{
  GtkWidget *grid = gtk_grid_new ();
  gboolean numbered = cmark_node_get_list_type (list) == CMARK_ORDERED_LIST;
  int number = numbered ? cmark_node_get_list_start (list) : 0;
  int line = 0;

  gtk_grid_set_row_spacing (GTK_GRID (grid), GAP / 2);
  gtk_grid_set_column_spacing (GTK_GRID (grid), GAP / 2);
  for (cmark_node *item = cmark_node_first_child (list); item != NULL;
       item = cmark_node_next (item))
    {
      g_autofree char *sign = numbered ? g_strdup_printf ("%d.", number + line) : g_strdup ("•");
      GtkWidget *mark = gtk_label_new (sign);

      gtk_widget_set_valign (mark, GTK_ALIGN_START);
      gtk_widget_set_size_request (mark, INDENT, -1);
      gtk_label_set_xalign (GTK_LABEL (mark), 1);
      gtk_grid_attach (GTK_GRID (grid), mark, 0, line, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), make_blocks (item, folder), 1, line, 1, 1);
      line++;
    }
  return grid;
}

static GtkWidget *
make_quote (cmark_node *quote, const char *folder)
{
  GtkWidget *box = make_blocks (quote, folder);

  gtk_widget_add_css_class (box, "help-note");
  return box;
}

/* (nullable): nothing for what the guide does not use. */
static GtkWidget *
make_block (cmark_node *node, const char *folder)
{
  g_autofree char *markup = NULL;
  g_autofree char *code = NULL;

  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_HEADING:
      return make_heading (node);
    case CMARK_NODE_PARAGRAPH:
      return make_paragraph (node, folder);
    case CMARK_NODE_LIST:
      return make_list (node, folder);
    case CMARK_NODE_BLOCK_QUOTE:
      return make_quote (node, folder);
    case CMARK_NODE_CODE_BLOCK:
      code = g_strchomp (g_strdup (cmark_node_get_literal (node)));
      markup = g_markup_printf_escaped ("<tt>%s</tt>", code);
      return make_label (markup, "help-code");
    case CMARK_NODE_THEMATIC_BREAK:
      return gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
    default:
      return NULL;
    }
}

static void
append_blocks (GtkBox *box, cmark_node *parent, const char *folder)
{
  for (cmark_node *node = cmark_node_first_child (parent); node != NULL;
       node = cmark_node_next (node))
    {
      GtkWidget *block = make_block (node, folder);

      if (block != NULL)
        gtk_box_append (box, block);
    }
}

/**
 * zp_help_page_dup_title:
 * @markdown: a page
 *
 * Returns: (transfer full) (nullable): its first heading, as plain text
 */
char *
zp_help_page_dup_title (const char *markdown)
{
  g_autoptr (cmark_node) document = NULL;

  g_return_val_if_fail (markdown != NULL, NULL);

  document = parse (markdown);
  for (cmark_node *node = cmark_node_first_child (document); node != NULL;
       node = cmark_node_next (node))
    {
      cmark_node *text = cmark_node_first_child (node);

      if (cmark_node_get_type (node) == CMARK_NODE_HEADING && text != NULL)
        return g_strdup (cmark_node_get_literal (text));
    }
  return NULL;
}

/**
 * zp_help_page_new:
 * @markdown: a page in CommonMark; HTML in it is left out
 * @folder: where its pictures are
 *
 * A link activates the action “help.follow” with its address.
 *
 * Returns: (transfer floating): the page as widgets, one for each block
 */
GtkWidget *
zp_help_page_new (const char *markdown, const char *folder)
{
  g_autoptr (cmark_node) document = NULL;

  g_return_val_if_fail (markdown != NULL && folder != NULL, NULL);

  document = parse (markdown);
  return make_blocks (document, folder);
}
