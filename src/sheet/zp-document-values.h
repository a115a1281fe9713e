/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zp-form.h"

G_BEGIN_DECLS

/**
 * ZpDocumentValues:
 * @texts: (element-type utf8 utf8): what stands for a word in braces
 * @lists: (element-type utf8 GPtrArray): rows to repeat, each a #GHashTable of texts
 *
 * What a document can say of a form and its review.
 */
typedef struct
{
  GHashTable *texts;
  GHashTable *lists;
} ZpDocumentValues;

ZpDocumentValues *zp_document_values_new (ZpForm *form, gint64 created) G_GNUC_WARN_UNUSED_RESULT;
void zp_document_values_join (ZpDocumentValues *self, ZpForm *form);
void zp_document_values_free (ZpDocumentValues *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpDocumentValues, zp_document_values_free)

GPtrArray *zp_document_values_get_list (const ZpDocumentValues *self, const char *key);

G_END_DECLS
