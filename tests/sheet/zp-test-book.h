/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <archive.h>
#include <glib.h>

G_BEGIN_DECLS

/* A zip file in the making, with parts as hostile as wanted. */
typedef struct
{
  struct archive *archive;
  char *buffer;
  gsize size;
} ZpTestBook;

void zp_test_book_begin (ZpTestBook *self);
void zp_test_book_add (ZpTestBook *self,
                       const char *name,
                       const char *head,
                       const char *repeated,
                       guint times,
                       const char *tail);
GBytes *zp_test_book_end (ZpTestBook *self);

G_END_DECLS
