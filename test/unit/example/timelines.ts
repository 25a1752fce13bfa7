/** A timeline as other tools write it: an old clip, a nested stack, a transition, schemas and metadata nobody here knows. */
export const foreignTimeline = `{
    "OTIO_SCHEMA": "Timeline.1",
    "metadata": {
        "studio": {
            "frame": 9007199254740993,
            "gain": NaN,
            "limit": -Infinity,
            "notes": "NaN is a word here"
        }
    },
    "name": "Reel 3",
    "global_start_time": {
        "OTIO_SCHEMA": "RationalTime.1",
        "rate": 23.976023976023978,
        "value": 86400.0
    },
    "tracks": {
        "OTIO_SCHEMA": "Stack.1",
        "name": "tracks",
        "children": [
            {
                "OTIO_SCHEMA": "Track.1",
                "name": "Picture",
                "kind": "Video",
                "children": [
                    {
                        "OTIO_SCHEMA": "Clip.1",
                        "name": "shot 010",
                        "source_range": {
                            "OTIO_SCHEMA": "TimeRange.1",
                            "duration": {
                                "OTIO_SCHEMA": "RationalTime.1",
                                "rate": 24.0,
                                "value": 48.0
                            },
                            "start_time": {
                                "OTIO_SCHEMA": "RationalTime.1",
                                "rate": 24.0,
                                "value": 12.0
                            }
                        },
                        "media_reference": {
                            "OTIO_SCHEMA": "ExternalReference.1",
                            "metadata": {},
                            "target_url": "file:///mnt/show/shot_010.mov"
                        }
                    },
                    {
                        "OTIO_SCHEMA": "Transition.1",
                        "transition_type": "SMPTE_Dissolve"
                    },
                    {
                        "OTIO_SCHEMA": "Gap.1",
                        "source_range": {
                            "OTIO_SCHEMA": "TimeRange.1",
                            "duration": {
                                "OTIO_SCHEMA": "RationalTime.1",
                                "rate": 24.0,
                                "value": 24.0
                            }
                        }
                    },
                    {
                        "OTIO_SCHEMA": "Clip.2",
                        "name": "shot 020",
                        "source_range": null,
                        "media_references": {
                            "DEFAULT_MEDIA": {
                                "OTIO_SCHEMA": "MissingReference.1",
                                "available_range": {
                                    "OTIO_SCHEMA": "TimeRange.1",
                                    "duration": {
                                        "OTIO_SCHEMA": "RationalTime.1",
                                        "rate": 25,
                                        "value": 100
                                    },
                                    "start_time": {
                                        "OTIO_SCHEMA": "RationalTime.1",
                                        "rate": 25,
                                        "value": 50
                                    }
                                }
                            }
                        },
                        "active_media_reference_key": "DEFAULT_MEDIA"
                    },
                    {
                        "OTIO_SCHEMA": "StudioThing.7",
                        "colour": [
                            1.0,
                            0.5
                        ]
                    }
                ]
            }
        ]
    }
}`
