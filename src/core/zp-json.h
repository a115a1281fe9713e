/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "zp-error.h"

G_BEGIN_DECLS

#define ZP_JSON_MAX_DEPTH 32

JsonNode *zp_json_parse (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * ZpJsonReader:
 * @path: the place that is being read, as a stack of keys and indices
 * @error: the first thing that was wrong
 *
 * Walks a JSON document and remembers where it is, so that the first mistake can be told with its
 * path.  After a mistake every getter returns %NULL, 0 or nothing, so callers need to look only once,
 * at the end.
 */
typedef struct
{
  JsonNode *root;
  GArray *path;
  GError *error;
} ZpJsonReader;

JsonObject *zp_json_reader_open (ZpJsonReader *self, GBytes *bytes, gsize max_bytes);
gboolean zp_json_reader_close (ZpJsonReader *self, GError **error);
void zp_json_push (ZpJsonReader *self, const char *key);
void zp_json_push_index (ZpJsonReader *self, guint index);
void zp_json_pop (ZpJsonReader *self);
void zp_json_fail (ZpJsonReader *self, ZpError code, const char *format, ...) G_GNUC_PRINTF (3, 4);
JsonNode *zp_json_copy (JsonNode *node) G_GNUC_WARN_UNUSED_RESULT;
gboolean
zp_json_only (ZpJsonReader *self, JsonObject *object, const char *key, ...) G_GNUC_NULL_TERMINATED;

const char *zp_json_string (ZpJsonReader *self, JsonObject *object, const char *key);
const char *zp_json_need_string (ZpJsonReader *self, JsonObject *object, const char *key);
char *zp_json_text_or_number (ZpJsonReader *self,
                              JsonObject *object,
                              const char *key) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_json_bool (ZpJsonReader *self, JsonObject *object, const char *key);
guint
zp_json_uint (ZpJsonReader *self, JsonObject *object, const char *key, guint fallback, guint max);
JsonObject *zp_json_object (ZpJsonReader *self, JsonObject *object, const char *key);
JsonArray *zp_json_array (ZpJsonReader *self, JsonObject *object, const char *key);
JsonObject *zp_json_element_object (ZpJsonReader *self, JsonArray *array, guint index);
const char *zp_json_element_string (ZpJsonReader *self, JsonArray *array, guint index);
char **
zp_json_strings (ZpJsonReader *self, JsonObject *object, const char *key) G_GNUC_WARN_UNUSED_RESULT;
int zp_json_enum (ZpJsonReader *self,
                  JsonObject *object,
                  const char *key,
                  const char *const *words,
                  int fallback);
JsonNode *zp_json_new_array (void);
JsonNode *zp_json_new_object (void);

G_END_DECLS
