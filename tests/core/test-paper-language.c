/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-paper-words.h"

/* The tests run without a translation, so words are English where nothing else is said. */

static void
assert_language (gboolean chinese)
{
  g_assert_cmpstr (_ ("execution rate"), ==, chinese ? "预算执行率" : "execution rate");
  g_assert_cmpstr (C_ ("verdict", "met"), ==, chinese ? "达到" : "met");
  g_assert_cmpstr (ngettext ("cut to %u decimal place", "cut to %u decimal places", 1), ==,
                   chinese ? "截至 %u 位小数" : "cut to %u decimal place");
  g_assert_cmpstr (ngettext ("cut to %u decimal place", "cut to %u decimal places", 2), ==,
                   chinese ? "截至 %u 位小数" : "cut to %u decimal places");
}

static void
make_inner_paper (void)
{
  g_auto (ZpPaperLanguage) chinese = zp_paper_language_begin ();

  assert_language (TRUE);
}

static void
make_paper (void)
{
  g_auto (ZpPaperLanguage) chinese = zp_paper_language_begin ();

  make_inner_paper ();
  assert_language (TRUE);
}

static void
test_scope (void)
{
  assert_language (FALSE);
  make_paper ();
  assert_language (FALSE);
}

static gpointer
use_window (gpointer data)
{
  assert_language (FALSE);
  make_paper ();
  return NULL;
}

/* The window goes on in its language while a worker makes papers. */
static void
test_threads (void)
{
  g_auto (ZpPaperLanguage) chinese = zp_paper_language_begin ();

  g_thread_join (g_thread_new ("window", use_window, NULL));
  assert_language (TRUE);
}

/* Before the first, between two and behind the last. */
static void
test_unknown (void)
{
  static const char *const texts[] = { "\001", "execution rat", "execution rate.", "\xff" };
  g_auto (ZpPaperLanguage) chinese = zp_paper_language_begin ();

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_true (zp_paper_language_translate (texts[i]) == texts[i]);
  g_assert_cmpstr (C_ ("no such context", "met"), ==, "met");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper-language/scope", test_scope);
  g_test_add_func ("/paper-language/threads", test_threads);
  g_test_add_func ("/paper-language/unknown", test_unknown);
  return g_test_run ();
}
