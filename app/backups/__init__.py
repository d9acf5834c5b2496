"""Backup and restore of a whole instance as one file; the same file fits either database.

What is inside: every table as lines of JSON read in one transaction, so that it is one moment
while the server goes on; the uploads; and the instance's keys, without which encrypted values
are lost. Whoever has the file therefore has everything: it is to be kept like the server itself.

What is left out, and why. Two backups with one vote between them would tell, by their difference,
which sealed envelope is whose; and keys and logs live longer than one thinks. So the votes of a
box that is not yet counted or destroyed are in no backup at all: neither its envelopes nor its
receipts, and never a ballot key. After a restore such a box is empty, has a fresh key, and
everybody votes again. The marks that stop a form from acting twice (`submission`) are left out
too, because their times are also those of votes; losing them harms nothing.
"""
