"""The record of a run in bounded memory: per-step columns, deaths and revivals of units, activity, notes.

`history` holds the columns and events, `unit_activity` how often each unit was active, `notes` the user's words at
steps. Rows become coarser as a run grows; nothing here measures. Imports `snapshot`, no other room of `training`.
"""
