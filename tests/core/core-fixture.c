/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "core-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

const char *const fixture_urumqi[] = {
  "01-fanghuiju",
  "02-liangxian-hebing",
  "04-office-renovation-281",
  "05-medical-aid-work",
  "07-official-vehicle",
  "09-audit-fee",
  "10-lawyer-litigation",
  "12-expert-committee",
  "14-insurance-special-surplus",
  "16-medical-capacity-subsidy-37",
};

/* fixture_catalog: one for the whole program. */
ZpCatalog *
fixture_catalog (void)
{
  static ZpCatalog *catalog = NULL;

  if (catalog == NULL)
    catalog = zp_catalog_new ();
  return catalog;
}

/* fixture_read_golden: the bytes of a published form, by its name without .ziping; those of another
 * bureau with its folder */
GBytes *
fixture_read_golden (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".ziping", NULL);
  const char *folder = strchr (name, '/') != NULL ? "." : "urumqi-2020";
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "golden", folder, file, NULL);
  g_autoptr (GError) error = NULL;
  gsize length;
  char *text;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (text, length);
}

ZpForm *
fixture_load_golden (const char *name)
{
  g_autoptr (GBytes) bytes = fixture_read_golden (name);
  g_autoptr (GError) error = NULL;
  ZpForm *form = zp_form_read (bytes, fixture_catalog (), &error);

  g_assert_no_error (error);
  g_assert_nonnull (form);
  return form;
}

ZpForm *
fixture_load (const char *json)
{
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  ZpForm *form = zp_form_read (bytes, fixture_catalog (), &error);

  g_assert_no_error (error);
  g_assert_nonnull (form);
  return form;
}

void
fixture_set (ZpForm *form, const char *address, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (zp_form_set (form, address, text, NULL, &error));
  g_assert_no_error (error);
  zp_form_end_typing (form);
}

static void
patch_one (JsonObject *object, const char *path, const char *value)
{
  g_auto (GStrv) keys = g_strsplit (path, ".", -1);
  guint i = 0;

  for (; keys[i + 1] != NULL; i++)
    {
      if (!json_object_has_member (object, keys[i]))
        json_object_set_object_member (object, keys[i], json_object_new ());
      object = json_object_get_object_member (object, keys[i]);
    }
  if (g_str_equal (value, "-"))
    json_object_remove_member (object, keys[i]);
  else
    json_object_set_member (object, keys[i], json_from_string (value, NULL));
}

/* fixture_patch: (transfer full): @json with other values: lines of “path.to.key=JSON”, “-” removes. */
char *
fixture_patch (const char *json, const char *patches)
{
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  g_auto (GStrv) lines = g_strsplit (patches, "\n", -1);

  g_assert_nonnull (root);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *equals = strchr (lines[i], '=');

      if (equals == NULL)
        continue;
      *equals = '\0';
      patch_one (json_node_get_object (root), lines[i], equals + 1);
    }
  return json_to_string (root, FALSE);
}

/* fixture_profile: (transfer full): the profile mof-2020 with other rules. */
ZpProfile *
fixture_profile (const char *patches)
{
  ZpProfile *base = zp_catalog_find_profile (fixture_catalog (), "mof-2020", NULL);
  gsize length;
  const char *data = g_bytes_get_data (base->json, &length);
  g_autofree char *text = g_strndup (data, length);
  g_autofree char *patched = fixture_patch (text, patches);
  g_autoptr (GBytes) bytes = g_bytes_new (patched, strlen (patched));
  g_autoptr (GError) error = NULL;
  ZpProfile *profile = zp_profile_new_from_json (bytes, &error);

  g_assert_no_error (error);
  return profile;
}
