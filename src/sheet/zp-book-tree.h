/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/* A part of a workbook as a tree that can be changed; names are without their prefix. */

typedef xmlDoc ZpBookTree;

ZpBookTree *zp_book_tree_parse (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;
void zp_book_tree_free (ZpBookTree *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZpBookTree, zp_book_tree_free)
GBytes *zp_book_tree_write (ZpBookTree *self) G_GNUC_WARN_UNUSED_RESULT;

typedef void (*ZpNodeFunc) (xmlNode *node, gpointer data);

gboolean zp_node_is (const xmlNode *node, const char *name);
xmlNode *zp_node_find (xmlNode *parent, const char *name);
void zp_node_for_each (xmlNode *node, ZpNodeFunc func, gpointer data);
char *zp_node_get (xmlNode *node, const char *name) G_GNUC_WARN_UNUSED_RESULT;
guint zp_node_get_number (xmlNode *node, const char *name);
void zp_node_set (xmlNode *node, const char *name, const char *value);
void zp_node_set_number (xmlNode *node, const char *name, guint value);
char *zp_node_get_text (xmlNode *node) G_GNUC_WARN_UNUSED_RESULT;
void zp_node_set_text (xmlNode *node, const char *text);
xmlNode *zp_node_add (xmlNode *parent, const char *name, const char *text);
void zp_node_remove (xmlNode *node);

G_END_DECLS
