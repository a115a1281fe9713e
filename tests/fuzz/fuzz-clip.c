/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include "zp-catalog.h"
#include "zp-clip.h"
#include "zp-paste.h"

#include <string.h>

/* What stands on the clipboard is somebody else's: any bytes give a block or none, a block written
 * out reads the same again, and pasting it can be undone. */

static void
check_text (const ZpClip *clip)
{
  g_autofree char *first = zp_clip_to_tsv (clip);
  g_autoptr (ZpClip) again = zp_clip_new_from_tsv (first);
  g_autofree char *second = zp_clip_to_tsv (again);
  g_autofree char *html = zp_clip_to_html (clip);

  g_assert_true (g_utf8_validate (first, -1, NULL));
  g_assert_true (g_utf8_validate (html, -1, NULL));
  if (!zp_clip_was_cut (again) && zp_clip_get_n_columns (again) == zp_clip_get_n_columns (clip))
    g_assert_cmpstr (first, ==, second);
}

static void
check_paste (const ZpClip *clip)
{
  static const char *const places[]
      = { "indicators/+0/level3", "indicators/+4/weight", "funding/total/initial", "project_name" };
  static ZpCatalog *catalog;

  if (catalog == NULL)
    catalog = zp_catalog_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (ZpForm) form = zp_form_new (zp_catalog_find_template (catalog, "mof-2020", NULL),
                                             zp_catalog_find_profile (catalog, "mof-2020", NULL));

      g_assert_true (zp_paste_apply (form, places[i], clip));
      if (zp_form_can_undo (form))
        g_assert_true (zp_form_undo (form, NULL, NULL));
      g_assert_cmpuint (zp_form_get_n_rows (form, "indicators"), ==, 0);
      g_assert_cmpuint (zp_form_get_n_rows (form, "funding"), ==, 0);
      g_assert_false (zp_form_can_undo (form));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (ZpClip) from_text = zp_clip_new_from_tsv (text);
  g_autoptr (ZpClip) from_html = zp_clip_new_from_html (bytes);
  const ZpClip *clip = from_html != NULL ? from_html : from_text;

  check_text (from_text);
  if (from_html != NULL)
    check_text (from_html);
  if (zp_clip_get_n_columns (clip) > 0 && zp_clip_get_n_rows (clip) <= 60)
    check_paste (clip);
  return 0;
}
