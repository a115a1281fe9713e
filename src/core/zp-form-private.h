/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "zp-catalog.h"
#include "zp-form.h"
#include "zp-json.h"
#include "zp-row.h"

G_BEGIN_DECLS

/* The rows of one table. */
typedef struct
{
  const char *key;         /* canonical */
  const ZpTableSpec *spec; /* NULL for a table the template does not know */
  GPtrArray *rows;
} ZpFormTable;

typedef struct _ZpHistory ZpHistory;

struct _ZpForm
{
  GObject parent_instance;

  char *id;
  gint64 revision;
  ZpTemplate *template_;
  ZpProfile *profile;
  ZpRow *fields;
  GPtrArray *tables;
  GHashTable *printed;
  JsonObject *extras;
  ZpHistory *history;
};

#define ZP_ADDRESS_ROW_BYTES 48

/* An address taken apart.  For a field, table and row are NULL. */
typedef struct
{
  const char *table; /* canonical */
  char row[ZP_ADDRESS_ROW_BYTES];
  const char *key; /* canonical */
} ZpAddress;

gboolean zp_address_parse (const char *text, ZpAddress *out_address);

ZpFormTable *zp_form_find_table (const ZpForm *self, const char *key);
ZpFormTable *zp_form_ensure_table (ZpForm *self, const char *key);
int zp_form_table_find (const ZpFormTable *table, const char *id);
char *zp_form_new_row_id (const ZpFormTable *table) G_GNUC_WARN_UNUSED_RESULT;
char *zp_text_clean (const char *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean zp_form_slot_find (const ZpForm *self,
                            const char *table,
                            const char *id,
                            ZpSlot *out_slot,
                            int *out_position,
                            char **out_where_id);
gboolean zp_form_make_row (ZpForm *self, const char *table, char row[ZP_ADDRESS_ROW_BYTES]);
void zp_form_emit_changed (ZpForm *self);
JsonObject *zp_form_ensure_extra (ZpForm *self, const char *key);
gboolean zp_form_check_editable (const ZpForm *self, const char *place, GError **error);
void zp_form_freeze_rules (ZpForm *self);
ZpForm *zp_form_read_rules (ZpJsonReader *r,
                            JsonObject *root,
                            ZpCatalog *catalog) G_GNUC_WARN_UNUSED_RESULT;

/* The history: each change is applied when it is recorded. */
ZpHistory *zp_history_new (ZpForm *form);
void zp_history_free (ZpHistory *self);
void zp_history_begin (ZpHistory *self, ZpStepKind kind, const char *address);
void zp_history_set (
    ZpHistory *self, const char *table, const char *row, const char *key, const char *text);
void zp_history_insert (ZpHistory *self, const char *table, ZpRow *row, guint position);
void zp_history_remove (ZpHistory *self, const char *table, guint position);
void zp_history_move (ZpHistory *self, const char *table, guint from, guint to);
void zp_history_set_profile (ZpHistory *self, ZpProfile *profile);
void zp_history_end (ZpHistory *self);
gboolean zp_history_is_open (const ZpHistory *self);
void zp_history_rename (ZpHistory *self, const char *address);

G_END_DECLS
