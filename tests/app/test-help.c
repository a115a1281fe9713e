/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-fixture.h"

#include "zp-help-page.h"
#include "zp-help-window.h"

/* What a page looks like: its labels' texts and its pictures' words, one a line. */
static void
describe (GtkWidget *widget, GString *lines)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (lines, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  else if (GTK_IS_PICTURE (widget))
    g_string_append_printf (lines, "[%s]\n",
                            gtk_picture_get_alternative_text (GTK_PICTURE (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    describe (child, lines);
}

typedef struct
{
  const char *name;
  const char *markdown;
  const char *lines;
} PageCase;

static const PageCase page_cases[] = {
  { "paragraphs", "# 题目\n\n一句。\n另一句。\n\nEnglish\nlines\n",
    "题目\n一句。另一句。\nEnglish lines\n" },
  { "words", "**粗** *斜* `键` <b>&amp;\n", "粗 斜 键 &\n" },
  { "markup-is-no-markup", "1 < 2 & `<b>`\n", "1 < 2 & <b>\n" },
  { "lists", "- 甲\n- 乙\n\n3. 丙\n4. 丁\n", "•\n甲\n•\n乙\n3.\n丙\n4.\n丁\n" },
  { "link", "看[下一页](20-fill.md)。\n", "看下一页。\n" },
  { "picture", "![窗口](x.png)\n", "[窗口]\n" },
  { "quote-and-code", "> 注意\n\n```\nziping score\n```\n", "注意\nziping score\n" },
  { "empty", "", "" },
};

static void
test_page (gconstpointer data)
{
  const PageCase *c = data;
  GtkWidget *page = g_object_ref_sink (zp_help_page_new (c->markdown, "/nonexistent"));
  g_autoptr (GString) lines = g_string_new (NULL);

  describe (page, lines);
  g_assert_cmpstr (lines->str, ==, c->lines);
  g_assert_finalize_object (page);
}

static void
test_window (void)
{
  ZpHelpWindow *window = ZP_HELP_WINDOW (zp_help_window_new ());
  gpointer gone = window;
  GtkWidget *search;

  g_assert_cmpstr (zp_help_window_get_page (window), ==, ZP_HELP_START);
  gtk_window_present (GTK_WINDOW (window));
  zp_help_window_show_page (window, ZP_HELP_FILL);
  g_assert_cmpstr (zp_help_window_get_page (window), ==, ZP_HELP_FILL);
  zp_help_window_show_page (window, "no-such-page.md");
  g_assert_cmpstr (zp_help_window_get_page (window), ==, ZP_HELP_FILL);
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (window), "help.follow", "s", ZP_HELP_LIBRARY));
  g_assert_cmpstr (zp_help_window_get_page (window), ==, ZP_HELP_LIBRARY);
  zp_help_window_search (window, "自评");
  wait_until (g_strcmp0 (zp_help_window_get_page (window), ZP_HELP_START) == 0);
  /* Escape empties the search, then it closes the window. */
  search = find_widget (GTK_WIDGET (window), GTK_TYPE_SEARCH_ENTRY);
  g_object_add_weak_pointer (G_OBJECT (window), &gone);
  g_signal_emit_by_name (search, "stop-search");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (search)), ==, "");
  g_assert_nonnull (gone);
  g_signal_emit_by_name (search, "stop-search");
  wait_until (gone == NULL);
}

/* Every page has a title and can be shown. */
static void
test_every_page (void)
{
  ZpHelpWindow *window = ZP_HELP_WINDOW (zp_help_window_new ());
  g_autofree char *folder = g_build_filename (g_getenv ("ZIPING_DATADIR"), "help", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (!g_str_has_suffix (name, ".md"))
        continue;
      zp_help_window_show_page (window, name);
      g_assert_cmpstr (zp_help_window_get_page (window), ==, name);
      g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), !=, name);
      n++;
    }
  g_assert_cmpuint (n, >=, 3);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  int skip = app_test_init (&argc, &argv);

  if (skip != 0)
    return skip;
  for (gsize i = 0; i < G_N_ELEMENTS (page_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/help/page/", page_cases[i].name, NULL);

      g_test_add_data_func (path, &page_cases[i], test_page);
    }
  g_test_add_func ("/help/window", test_window);
  g_test_add_func ("/help/every-page", test_every_page);
  return g_test_run ();
}
