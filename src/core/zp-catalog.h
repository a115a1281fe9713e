/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "zp-profile.h"
#include "zp-template.h"

G_BEGIN_DECLS

/**
 * ZpCatalog:
 *
 * The templates and profiles that are there: the built-in ones and the office's own.
 */
#define ZP_TYPE_CATALOG (zp_catalog_get_type ())
G_DECLARE_FINAL_TYPE (ZpCatalog, zp_catalog, ZP, CATALOG, GObject)

#define ZP_DEFAULT_TEMPLATE "mof-2020"
#define ZP_DEFAULT_PROFILE "mof-2020"

GBytes *zp_catalog_lookup_data (const char *name) G_GNUC_WARN_UNUSED_RESULT;
ZpCatalog *zp_catalog_new (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_catalog_add_template (ZpCatalog *self, GBytes *json, GError **error);
gboolean zp_catalog_add_profile (ZpCatalog *self, GBytes *json, GError **error);
gboolean zp_catalog_remove_template (ZpCatalog *self, const char *id);
gboolean zp_catalog_remove_profile (ZpCatalog *self, const char *id);
ZpTemplate *zp_catalog_find_template (ZpCatalog *self, const char *id, GError **error);
ZpProfile *zp_catalog_find_profile (ZpCatalog *self, const char *id, GError **error);
GPtrArray *zp_catalog_get_templates (ZpCatalog *self);
GPtrArray *zp_catalog_get_profiles (ZpCatalog *self);
gboolean zp_catalog_is_builtin (ZpCatalog *self, const char *id);
ZpProfile *zp_catalog_get_usual_profile (ZpCatalog *self, const ZpTemplate *template_);

G_END_DECLS
