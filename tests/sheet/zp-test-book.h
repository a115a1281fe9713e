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

/* What a hostile file may cost at most, in microseconds of zp_test_get_time().  A sanitizer looks at
 * the stack at every allocation: then the time says nothing. */
#ifdef __SANITIZE_ADDRESS__
#define ZP_TEST_TIME_LIMIT G_MAXINT64
#else
#define ZP_TEST_TIME_LIMIT (5 * G_USEC_PER_SEC)
#endif

gint64 zp_test_get_time (void);

G_END_DECLS
