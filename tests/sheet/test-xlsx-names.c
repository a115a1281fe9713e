/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "zp-xlsx-names.h"

typedef struct
{
  const char *name;
  const char *wishes[3];
  const char *names[3];
} NameCase;

static const NameCase name_cases[] = {
  { "plain", { "自评表" }, { "自评表" } },
  { "same", { "表一", "表一", "表一" }, { "表一", "表一 (2)", "表一 (3)" } },
  { "same-but-case", { "表A", "表a" }, { "表A", "表a (2)" } },
  { "taken-suffix", { "甲 (2)", "甲", "甲" }, { "甲 (2)", "甲", "甲 (3)" } },
  { "forbidden", { "甲/乙:丙[1]*?\\" }, { "甲_乙_丙_1____" } },
  { "apostrophe", { "'甲'" }, { "’甲’" } },
  { "empty", { "", " \n" }, { "表", "表 (2)" } },
  { "reserved", { "History 甲", "history" }, { "History 甲", "history表" } },
  { "cell-like", { "A1", "2020" }, { "A1表", "2020表" } },
  { "lines", { "甲\n乙" }, { "甲 乙" } },
  { "invalid", { "甲\xff" }, { "甲\xef\xbf\xbd" } },
  { "pairs", { "𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀" }, { "𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀𠀀" } },
};

static void
test_name (gconstpointer data)
{
  const NameCase *c = data;
  g_autoptr (ZpXlsxNames) names = zp_xlsx_names_new ();

  for (guint i = 0; i < G_N_ELEMENTS (c->wishes) && c->wishes[i] != NULL; i++)
    {
      g_autofree char *name = zp_xlsx_names_add (names, c->wishes[i]);

      g_assert_cmpstr (name, ==, c->names[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (name_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/xlsx-names/", name_cases[i].name, NULL);

      g_test_add_data_func (path, &name_cases[i], test_name);
    }
  return g_test_run ();
}
