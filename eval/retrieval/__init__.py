"""Retrieval measured by itself (检索评测): does a question lead to its row or passage?"""
